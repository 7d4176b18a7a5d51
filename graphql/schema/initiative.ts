import { departmentOf } from '../../shared/changes/change.ts';
import { removeEntry, setInitiative } from '../../shared/changes/plans.ts';
import type { Initiative as InitiativeShape } from '../../shared/plans.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { maxEffectWeeks, measureEffect } from '../measure-effect.ts';
import { newId } from '../new-id.ts';
import { withoutNulls } from '../without-nulls.ts';
import { changeField } from './change-field.ts';
import { Department } from './department.ts';
import { InitiativeEffect } from './initiative-effect.ts';
import { inLanguage, languageDescription } from './language.ts';
import { MetricId } from './metric.ts';
import { TranslatedTextInput } from './translated-text.ts';

export const Initiative = builder.objectRef<InitiativeShape>('Initiative').implement({
  description: 'A dated driver: what a department does so that numbers move.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it.' }),
    name: t.string({
      description: 'As people call it.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    department: t.field({
      type: Department,
      description: 'Whose it is.',
      resolve: ({ department }, _args, { directory }) => directory.department(department),
    }),
    from: t.expose('from', { type: 'Date', description: 'When it began.' }),
    to: t.expose('to', { type: 'Date', nullable: true, description: 'Its last day; null: it goes on.' }),
    description: t.exposeString('description', { nullable: true, description: 'What is done.' }),
    effect: t.field({
      type: InitiativeEffect,
      description:
        'A metric over the whole ISO weeks before it began and over as many since; the week in which it began is neither, unless it began on a Monday. What else happened meanwhile is in both.',
      complexity: { field: 2 * cost.report },
      args: {
        metric: t.arg({ type: MetricId, required: true, description: 'What to compare.' }),
        weeks: t.arg.int({
          required: true,
          defaultValue: 8,
          description: `How many weeks to compare with how many: 1 to ${maxEffectWeeks}.`,
        }),
        company: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: 'Of the whole company, and not of its department.',
        }),
      },
      resolve: (initiative, args, context) => measureEffect(initiative, args, context),
    }),
  }),
});

const SetInitiativeInput = builder.inputType('SetInitiativeInput', {
  description: 'An initiative: a new one, or all of one that is.',
  fields: (t) => ({
    id: t.id({ description: 'The initiative of this id is replaced, or made; absent: a new one.' }),
    name: t.field({ type: TranslatedTextInput, required: true, description: 'As people call it.' }),
    department: t.id({ required: true, description: 'Whose it is.' }),
    from: t.field({ type: 'Date', required: true, description: 'When it begins.' }),
    to: t.field({ type: 'Date', description: 'Its last day, not before `from`; absent: it goes on.' }),
    description: t.string({ description: 'What is done.' }),
  }),
});

const RemoveInitiativeInput = builder.inputType('RemoveInitiativeInput', {
  description: 'An initiative that is to be forgotten; one that ended has a last day instead.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which initiative.' }) }),
});

const change = changeField('plans');

builder.mutationFields((t) => ({
  setInitiative: t.field({
    type: Initiative,
    description: 'Sets a dated driver with the department that owns it.',
    ...change,
    args: { input: t.arg({ type: SetInitiativeInput, required: true, description: 'The initiative.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setInitiative', setInitiative({ ...withoutNulls(input), id: input.id ?? newId() })),
  }),
  removeInitiative: t.field({
    type: Initiative,
    description: 'Removes an initiative and gives it as it was.',
    ...change,
    args: { input: t.arg({ type: RemoveInitiativeInput, required: true, description: 'Which initiative.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'removeInitiative', removeEntry('initiatives', input.id)),
  }),
}));

builder.queryField('initiatives', (t) =>
  t.field({
    type: [Initiative],
    description: 'The dated drivers, in the order in which they were set.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 5 },
    args: { department: t.arg.id({ description: 'Only those of this department.' }) },
    resolve: (_root, { department }, { directory }) => {
      if (department != null) departmentOf(directory.organisation, department, 'department');
      return directory.organisation.initiatives.filter((one) => department == null || one.department === department);
    },
  }),
);
