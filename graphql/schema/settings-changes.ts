import { removeBenchmark, setBenchmark, setMinimumInteractions } from '../../shared/changes/settings.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { Organisation } from './organisation.ts';

const SetSocialShareBenchmarkInput = builder.inputType('SetSocialShareBenchmarkInput', {
  description: 'Where a social share comes from and where it is to be.',
  fields: (t) => ({
    department: t.id({ description: "Whose; absent: the company's." }),
    baseline: t.float({ required: true, description: 'The share at the start, 0 to 1: 0.07 is 7 %.' }),
    baselineDate: t.field({ type: 'Date', required: true, description: 'The start.' }),
    target: t.float({ required: true, description: 'The share to be reached, 0 to 1.' }),
    targetDate: t.field({ type: 'Date', required: true, description: 'When: after the start.' }),
    citation: t.string({ required: true, description: 'Who says so.' }),
  }),
});

const RemoveSocialShareBenchmarkInput = builder.inputType('RemoveSocialShareBenchmarkInput', {
  description: "A department's own benchmark.",
  fields: (t) => ({ department: t.id({ required: true, description: 'Whose.' }) }),
});

const SetMinimumInteractionsInput = builder.inputType('SetMinimumInteractionsInput', {
  description: 'When departments count as connected.',
  fields: (t) => ({
    minimumInteractions: t.int({
      required: true,
      description: 'Internal interactions from one to the other: 1 or more.',
    }),
  }),
});

builder.mutationFields((t) => ({
  setSocialShareBenchmark: t.field({
    type: Organisation,
    description: "Sets the social share's benchmark, the company's or a department's own.",
    authScopes: { may: 'plans' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: SetSocialShareBenchmarkInput, required: true, description: 'The benchmark.' }) },
    resolve: (_root, { input: { department, ...benchmark } }, context) =>
      changeOrganisation(context, 'setSocialShareBenchmark', setBenchmark(department ?? undefined, benchmark)),
  }),
  removeSocialShareBenchmark: t.field({
    type: Organisation,
    description: "Takes a department's own benchmark away: the company's holds for it again.",
    authScopes: { may: 'plans' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: RemoveSocialShareBenchmarkInput, required: true, description: 'Whose.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'removeSocialShareBenchmark', removeBenchmark(input.department)),
  }),
  setMinimumInteractions: t.field({
    type: Organisation,
    description: 'Changes from how many internal interactions on departments count as connected.',
    authScopes: { may: 'organisation' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: SetMinimumInteractionsInput, required: true, description: 'How many.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setMinimumInteractions', setMinimumInteractions(input.minimumInteractions)),
  }),
}));
