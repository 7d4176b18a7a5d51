import { setMaturityThresholds } from '../../shared/changes/settings.ts';
import { thresholdsIn } from '../../shared/maturity-thresholds.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';

/** One figure of the ladder. */
export const MaturityThreshold = builder
  .objectRef<ReturnType<typeof thresholdsIn>[number]>('MaturityThreshold')
  .implement({
    description: 'A figure that a stage of the maturity ladder asks for.',
    fields: (t) => ({
      stage: t.exposeInt('stage', { description: '1 (planning) to 6 (converged).' }),
      criterion: t.exposeString('criterion', { description: 'What is asked, e.g. `responseRate`.' }),
      value: t.exposeFloat('value', { description: 'At least so much, but openness: more than that. 0.5 is 50 %.' }),
    }),
  });

const MaturityThresholdInput = builder.inputType('MaturityThresholdInput', {
  description: 'Another figure of a stage.',
  fields: (t) => ({
    stage: t.int({ required: true, description: '1 (planning) to 6 (converged).' }),
    criterion: t.string({ required: true, description: 'One of the criteria of that stage, e.g. `responseRate`.' }),
    value: t.float({ required: true, description: 'Shares from 0 to 1, openness from -1 to 1, else whole numbers.' }),
  }),
});

const SetMaturityThresholdsInput = builder.inputType('SetMaturityThresholdsInput', {
  description: 'Figures of the ladder that change; the others stay.',
  fields: (t) => ({
    thresholds: t.field({ type: [MaturityThresholdInput], required: true, description: 'Each criterion once.' }),
  }),
});

builder.mutationField('setMaturityThresholds', (t) =>
  t.field({
    type: [MaturityThreshold],
    description: 'Changes what the stages of the maturity ladder ask for, and gives all that they ask for then.',
    authScopes: { may: 'organisation' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: SetMaturityThresholdsInput, required: true, description: 'What to change.' }) },
    resolve: async (_root, { input }, context) => {
      const { maturity } = await changeOrganisation(
        context,
        'setMaturityThresholds',
        setMaturityThresholds(input.thresholds),
      );
      return thresholdsIn(maturity);
    },
  }),
);
