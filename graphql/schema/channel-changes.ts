import { addChannel, renameChannel } from '../../shared/changes/channels.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { Channel } from './channel.ts';
import { ChannelKind } from './vocabulary.ts';

const AddChannelInput = builder.inputType('AddChannelInput', {
  description: 'A new channel.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'For good: lower-case letters, digits and hyphens, at most 40.' }),
    name: t.string({ required: true, description: 'As people call it.' }),
    kind: t.field({
      type: ChannelKind,
      required: true,
      description: 'For good: the numbers of a kind would change with it, in the past, too.',
    }),
  }),
});

const RenameChannelInput = builder.inputType('RenameChannelInput', {
  description: 'Another name of a channel.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which channel.' }),
    name: t.string({ required: true, description: 'As people call it from now on.' }),
  }),
});

builder.mutationFields((t) => ({
  addChannel: t.field({
    type: Channel,
    description: 'Adds a channel. Ingest takes interactions of it within a minute.',
    authScopes: { may: 'organisation' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: AddChannelInput, required: true, description: 'What to add.' }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'addChannel', addChannel(input)),
  }),
  renameChannel: t.field({
    type: Channel,
    description: 'Gives a channel another name.',
    authScopes: { may: 'organisation' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: RenameChannelInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'renameChannel', renameChannel(input)),
  }),
}));
