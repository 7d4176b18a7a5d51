import type { Benchmark } from '../../shared/benchmark.ts';
import { updateOrganisation } from '../../shared/changes/settings.ts';
import { thresholdsIn } from '../../shared/maturity-thresholds.ts';
import type { Organisation as OrganisationShape } from '../../shared/organisation.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { withoutNulls } from '../without-nulls.ts';
import { SocialShareBenchmark } from './benchmark.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { MaturityThreshold } from './maturity-threshold.ts';
import { ResponseTarget } from './response-target.ts';

export const Organisation = builder.objectRef<OrganisationShape>('Organisation').implement({
  description: 'The company as it is configured.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As people call it.' }),
    homeTimeZone: t.expose('homeTimeZone', {
      type: 'TimeZone',
      description: 'Whose days counters are kept by; it cannot be changed without rebuilding them.',
    }),
    weekStart: t.exposeInt('weekStart', {
      description: 'ISO weekday, 1 (Monday) to 7 (Sunday), on which the weeks of a report begin by default.',
    }),
    departments: t.expose('departments', { type: [Department], description: 'Its departments, in its order.' }),
    channels: t.expose('channels', { type: [Channel], description: 'Its channels, in its order.' }),
    responseTargets: t.field({
      type: [ResponseTarget],
      description: 'All response targets there were, are and will be, oldest first.',
      resolve: ({ responseTargets }) => responseTargets,
    }),
    socialShare: t.field({
      type: SocialShareBenchmark,
      description: 'Where its social share comes from and where it is to be.',
      resolve: ({ socialShare }) => ({ ...socialShare }),
    }),
    socialShareOf: t.field({
      type: [SocialShareBenchmark],
      description: 'The benchmarks of departments that have one of their own.',
      resolve: ({ socialShareOf }) =>
        Object.entries(socialShareOf).map(([department, benchmark]) => ({ ...(benchmark as Benchmark), department })),
    }),
    maturity: t.field({
      type: [MaturityThreshold],
      description: 'What each stage of the maturity ladder asks for.',
      resolve: ({ maturity }) => thresholdsIn(maturity),
    }),
    minimumInteractions: t.int({
      description: 'Internal interactions from which on one department counts as connected to another.',
      resolve: ({ collaboration }) => collaboration.minimumInteractions,
    }),
    revision: t.float({
      description: 'How often it was changed; another function may see a change up to a minute later.',
      resolve: (_organisation, _args, { deps }) => deps.registry.revision(),
    }),
  }),
});

builder.queryField('organisation', (t) =>
  t.field({
    type: Organisation,
    description: 'The company as it is configured.',
    authScopes: { may: 'reports' },
    resolve: (_root, _args, { directory }) => directory.organisation,
  }),
);

const UpdateOrganisationInput = builder.inputType('UpdateOrganisationInput', {
  description: 'General settings; what is absent stays.',
  fields: (t) => ({
    name: t.string({ description: 'As people call it.' }),
    weekStart: t.int({ description: 'ISO weekday, 1 (Monday) to 7 (Sunday).' }),
    homeTimeZone: t.field({
      type: 'TimeZone',
      description: 'Refused with NEEDS_REBUILD unless it is the one that is: all counters are kept by its days.',
    }),
  }),
});

builder.mutationField('updateOrganisation', (t) =>
  t.field({
    type: Organisation,
    description: 'Changes general settings.',
    authScopes: { may: 'organisation' },
    complexity: { field: cost.change },
    args: { input: t.arg({ type: UpdateOrganisationInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'updateOrganisation', updateOrganisation(withoutNulls(input))),
  }),
);
