import type { ChannelConfig } from '../../shared/organisation.ts';
import { builder } from '../builder.ts';
import { ChannelKind } from './vocabulary.ts';

export const Channel = builder.objectRef<ChannelConfig>('Channel').implement({
  description: 'Where interactions happen.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Short and stable, e.g. `email`.' }),
    name: t.exposeString('name', { description: 'As people call it.' }),
    kind: t.expose('kind', { type: ChannelKind, description: 'What sort of channel it is.' }),
  }),
});

builder.queryField('channels', (t) =>
  t.field({
    type: [Channel],
    description: 'The channels of the organisation, in its order.',
    authScopes: { may: 'reports' },
    args: { kind: t.arg({ type: ChannelKind, description: 'Only channels of this kind.' }) },
    resolve: (_root, { kind }, { directory }) =>
      directory.organisation.channels.filter((channel) => kind == null || channel.kind === kind),
  }),
);
