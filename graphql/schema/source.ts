import { type RegisteredSource, unregisteredSource } from '../../shared/store/source-item.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { silentSince } from '../silent-since.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';

export const Source = builder.objectRef<RegisteredSource>('Source').implement({
  description: 'A registered feed of interactions.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The URI of the account or feed, as it stands in each interaction.' }),
    name: t.exposeString('name', { description: 'As people call it; the id where nobody named it.' }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'The channel it feeds, when it declares one.',
      resolve: ({ channel }, _args, { directory }) => (channel === undefined ? null : directory.channel(channel)),
    }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'The department it belongs to, when it declares one.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    owner: t.exposeString('owner', { nullable: true, description: 'Whom to ask about it.' }),
    cadence: t.exposeString('cadence', {
      nullable: true,
      description: 'How often it is expected to say something: an ISO 8601 duration.',
    }),
    lastInteractionAt: t.expose('lastInteractionAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its latest interaction happened.',
    }),
    silentSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is overdue by its cadence; null while it is not, and without a cadence.',
      resolve: (source, _args, { deps }) => silentSince(source, deps.clock()),
    }),
    accepted: t.float({
      description: 'Interactions that are in the cells; each (source, id) once.',
      resolve: async ({ id }, _args, { countBySource }) => (await countBySource()).get(id) ?? 0,
    }),
    rejected: t.exposeFloat('rejected', { description: 'Interactions refused since it was registered.' }),
  }),
});

/** The source of an id; one that is not registered (yet) goes by its id. */
export async function sourceOf(id: string, { sources }: ApiContext): Promise<RegisteredSource> {
  return (await sources()).get(id) ?? unregisteredSource(id);
}

builder.queryField('sources', (t) =>
  t.field({
    type: [Source],
    description: 'All registered sources, by id.',
    authScopes: { may: 'reports' },
    complexity: { field: 20, multiplier: 10 },
    resolve: async (_root, _args, { sources }) => [...(await sources()).values()],
  }),
);
