import { checkConnectedSource } from '../../shared/changes/connected-source.ts';
import { checkSourceChange } from '../../shared/changes/source.ts';
import { builder } from '../builder.ts';
import { authorOf, requirePermission } from '../permissions.ts';
import { resumeSource } from '../resume-source.ts';
import { withoutNulls } from '../without-nulls.ts';
import { changeField } from './change-field.ts';
import { Source } from './source.ts';

const cadence =
  'How often it is expected to say something: an ISO 8601 duration, e.g. PT1H or P1D. A source that is silent for longer makes values INCOMPLETE.';

const UpdateSourceInput = builder.inputType('UpdateSourceInput', {
  description: 'What is told of a source: an absent field stays as it is, null clears it.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which source.' }),
    name: t.string({ description: 'As people call it; cleared, it is the id.' }),
    channel: t.id({ description: 'The channel it feeds.' }),
    department: t.id({ description: 'The department it belongs to.' }),
    owner: t.string({ description: 'Whom to ask about it.' }),
    cadence: t.string({ description: cadence }),
    ratePerSecond: t.int({
      description:
        'Interactions a second that it may send, 1 to 100,000, and as many at once after a pause; cleared, it is what the door lets any source send.',
    }),
    retainPeopleDays: t.int({
      description:
        'For how many days people of its interactions are kept: 30 to 3650, null for ever. Older ones are replaced each night, for good; it takes the role admin.',
    }),
    settings: t.string({ description: 'What its adapter is told, as JSON; null: nothing, `{}`.' }),
    restart: t.boolean({
      description:
        'Ask a source with a schedule from its beginning again, e.g. with other settings; what is there already counts once.',
    }),
  }),
});

const ConnectSourceInput = builder.inputType('ConnectSourceInput', {
  description: 'A source to connect by an adapter.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: 'The URI of the account or feed, e.g. https://github.com/acme; it stands in each interaction.',
    }),
    adapter: t.id({ required: true, description: 'What speaks with its provider: one of `sourceAdapters`.' }),
    name: t.string({ description: 'As people call it; absent, it is the id.' }),
    channel: t.id({ required: true, description: 'The channel it feeds.' }),
    department: t.id({ required: true, description: 'The department it belongs to.' }),
    owner: t.string({ description: 'Whom to ask about it.' }),
    cadence: t.string({ description: cadence }),
    settings: t.string({ description: 'What its adapter is told, as JSON by its schema; absent: `{}`.' }),
  }),
});

const PauseSourceInput = builder.inputType('PauseSourceInput', {
  description: 'A source of which nothing is to be taken for a while.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which source.' }) }),
});

const ResumeSourceInput = builder.inputType('ResumeSourceInput', {
  description: 'A paused source that goes on.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which source.' }) }),
});

const change = changeField('sources');

builder.mutationFields((t) => ({
  connectSource: t.field({
    type: Source,
    description: 'Connects a source by an adapter and opens the address of its webhook.',
    ...change,
    args: { input: t.arg({ type: ConnectSourceInput, required: true, description: 'The source.' }) },
    resolve: (_root, { input }, { deps, directory, viewer }) =>
      deps.registry.connectSource(authorOf(viewer), checkConnectedSource(directory.organisation, withoutNulls(input))),
  }),
  updateSource: t.field({
    type: Source,
    description: 'Changes what is told of a registered source.',
    ...change,
    args: { input: t.arg({ type: UpdateSourceInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input: { id, settings, ...input } }, { deps, directory, viewer }) => {
      if (input.retainPeopleDays !== undefined) requirePermission(viewer, 'privacy');
      const told = { ...input, ...(settings !== undefined && { settings: settings ?? '{}' }) };
      return deps.registry.updateSource(authorOf(viewer), id, checkSourceChange(directory.organisation, told));
    },
  }),
  pauseSource: t.field({
    type: Source,
    description:
      'Takes nothing of a source until it is resumed, in at most a minute: deliveries to its webhook are kept, what it sends with a key is refused for a while, and it is not asked.',
    ...change,
    args: { input: t.arg({ type: PauseSourceInput, required: true, description: 'Which source.' }) },
    resolve: (_root, { input: { id } }, { deps, viewer }) => deps.registry.pauseSource(authorOf(viewer), id, true),
  }),
  resumeSource: t.field({
    type: Source,
    description:
      'Takes everything of a paused source again and replays what was kept meanwhile; it takes some seconds. What is left stays an open rejection with the code PAUSED: resume again.',
    ...change,
    args: { input: t.arg({ type: ResumeSourceInput, required: true, description: 'Which source.' }) },
    resolve: (_root, { input: { id } }, context) => resumeSource(context, id),
  }),
}));
