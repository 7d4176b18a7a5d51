import type { MaturityCriterion } from '../../shared/maturity-criteria.ts';
import { stageNames } from '../../shared/maturity-words.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import { type MaturityAnswer, maturityAsOf } from '../answers/maturity.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { Department } from './department.ts';
import { inLanguage, languageDescription } from './language.ts';
import { Metric } from './metric.ts';

const MaturityCriterionType = builder.objectRef<MaturityCriterion>('MaturityCriterion').implement({
  description: 'Something that a stage asks for, and what is known of it.',
  fields: (t) => ({
    stage: t.exposeInt('stage', { description: 'The stage that asks for it, 1 to 6.' }),
    id: t.exposeID('id', { description: 'Which of the criteria of the stage, e.g. `SOCIAL_CHANNELS`.' }),
    kind: t.exposeString('kind', {
      description:
        '`METRIC`: a ratio of the catalogue; `COUNT`: a number of things; `ATTESTATION`: somebody vouches for it.',
    }),
    name: t.string({
      description: 'What is asked for.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    metric: t.field({
      type: Metric,
      nullable: true,
      description: 'The metric it is, or of a count the one it is nearest to; an attestation has none.',
      resolve: ({ metric }) => (metric === undefined ? null : findMetric(metric)),
    }),
    threshold: t.exposeFloat('threshold', {
      nullable: true,
      description: 'At least so much; openness: more than that. 0.5 is 50 %. An attestation has none.',
    }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'What it is; null without data, when withheld, and of an attestation.',
    }),
    n: t.exposeFloat('n', { nullable: true, description: 'How many observations the value rests on.' }),
    met: t.exposeBoolean('met', { description: 'Whether it is known to be so.' }),
    withheld: t.exposeBoolean('withheld', {
      description: 'Whether it is withheld: a small group, or a number that would tell of one.',
    }),
    missing: t.string({
      nullable: true,
      description: 'What is not known, or not sure.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ missing }, { language }) => missing && inLanguage(missing, language),
    }),
    needs: t.string({
      nullable: true,
      description: 'What would meet it; null when it is met.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ needs }, { language }) => needs && inLanguage(needs, language),
    }),
  }),
});

const MaturityAssessment = builder.objectRef<MaturityAnswer>('MaturityAssessment').implement({
  description: 'How far a department has come on the way to a social business, from evidence.',
  fields: (t) => ({
    department: t.expose('department', { type: Department, description: 'Which department.' }),
    asOf: t.expose('asOf', { type: 'Date', description: 'The day of the assessment.' }),
    from: t.expose('from', { type: 'Date', description: 'The first day of the evidence: 13 whole ISO weeks.' }),
    to: t.expose('to', { type: 'Date', description: 'Its last day, included.' }),
    stage: t.exposeInt('stage', {
      description: '0 (none) to 6: the highest stage of which all criteria, and those of all stages below, are met.',
    }),
    name: t.string({
      description: 'What the stage is called.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ stage }, { language }) => inLanguage(stageNames[stage] ?? { en: '', de: '' }, language),
    }),
    criteria: t.expose('criteria', {
      type: [MaturityCriterionType],
      description: 'All criteria, by stage.',
      complexity: { multiplier: 17 },
    }),
    nextStep: t.string({
      nullable: true,
      description: 'What would reach the next stage, in a sentence with numbers; null on the last.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ nextStep }, { language }) => nextStep && inLanguage(nextStep, language),
    }),
  }),
});

const asOfDescription = 'Today in the home time zone by default; not ahead of it.';

builder.queryField('maturity', (t) =>
  t.field({
    type: [MaturityAssessment],
    description: 'The maturity of every department, in the order of the organisation.',
    authScopes: { may: 'reports' },
    complexity: { field: 4 * cost.report },
    args: { asOf: t.arg({ type: 'Date', description: asOfDescription }) },
    resolve: async (_root, { asOf }, context) => {
      const assess = await maturityAsOf(asOf, context);
      return context.directory.organisation.departments.map(assess);
    },
  }),
);

builder.objectField(Department, 'maturity', (t) =>
  t.field({
    type: MaturityAssessment,
    description: 'Its maturity. Departments asked for together are read together.',
    complexity: { field: cost.report },
    args: { asOf: t.arg({ type: 'Date', description: asOfDescription }) },
    resolve: async (department, { asOf }, context) => (await maturityAsOf(asOf, context))(department),
  }),
);
