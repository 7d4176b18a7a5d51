import { checkSourceChange } from '../../shared/changes/source.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { authorOf } from '../permissions.ts';
import { Source } from './source.ts';

const UpdateSourceInput = builder.inputType('UpdateSourceInput', {
  description: 'What is told of a source: an absent field stays as it is, null clears it.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which source.' }),
    name: t.string({ description: 'As people call it; cleared, it is the id.' }),
    channel: t.id({ description: 'The channel it feeds.' }),
    department: t.id({ description: 'The department it belongs to.' }),
    owner: t.string({ description: 'Whom to ask about it.' }),
    cadence: t.string({
      description:
        'How often it is expected to say something: an ISO 8601 duration, e.g. PT1H or P1D. A source that is silent for longer makes values INCOMPLETE.',
    }),
  }),
});

builder.mutationField('updateSource', (t) =>
  t.field({
    type: Source,
    description: 'Changes what is told of a registered source.',
    authScopes: { may: 'sources' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: UpdateSourceInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input: { id, ...input } }, { deps, directory, viewer }) =>
      deps.registry.updateSource(authorOf(viewer), id, checkSourceChange(directory.organisation, input)),
  }),
);
