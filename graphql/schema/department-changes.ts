import {
  addDepartment,
  removeDepartment,
  renameDepartment,
  setDepartmentParent,
} from '../../shared/changes/departments.ts';
import { removeHeadcount, setHeadcount } from '../../shared/changes/headcounts.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { withoutNulls } from '../without-nulls.ts';
import { changeField } from './change-field.ts';
import { Department } from './department.ts';
import { TranslatedTextInput } from './translated-text.ts';

const AddDepartmentInput = builder.inputType('AddDepartmentInput', {
  description: 'A new department.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'For good: lower-case letters, digits and hyphens, at most 40.' }),
    name: t.field({ type: TranslatedTextInput, required: true, description: 'As people call it.' }),
    parent: t.id({ description: 'The department it is part of.' }),
  }),
});

const RenameDepartmentInput = builder.inputType('RenameDepartmentInput', {
  description: 'Another name of a department.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which department.' }),
    name: t.field({ type: TranslatedTextInput, required: true, description: 'As people call it from now on.' }),
  }),
});

const SetDepartmentParentInput = builder.inputType('SetDepartmentParentInput', {
  description: 'Another place of a department.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which department.' }),
    parent: t.id({ description: 'The department it is part of from now on; null or absent: of none.' }),
  }),
});

const SetHeadcountInput = builder.inputType('SetHeadcountInput', {
  description: 'How many people a department has from a day on.',
  fields: (t) => ({
    department: t.id({ required: true, description: 'Which department.' }),
    from: t.field({
      type: 'Date',
      required: true,
      description: 'The first day, 1970-01-01 or later; what was said of it is replaced.',
    }),
    count: t.int({ required: true, description: 'People, managers included: 0 or more.' }),
    managers: t.int({ description: 'How many of them lead others, when known.' }),
  }),
});

const RemoveHeadcountInput = builder.inputType('RemoveHeadcountInput', {
  description: 'A headcount that was said by mistake.',
  fields: (t) => ({
    department: t.id({ required: true, description: 'Which department.' }),
    from: t.field({ type: 'Date', required: true, description: 'The day from which it was said.' }),
  }),
});

const RemoveDepartmentInput = builder.inputType('RemoveDepartmentInput', {
  description: 'A department that is no more.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which department.' }) }),
});

const change = changeField('organisation');
const inputDescription = 'What to change.';

builder.mutationFields((t) => ({
  addDepartment: t.field({
    type: Department,
    description: 'Adds a department. Ingest takes interactions of it within a minute.',
    ...change,
    args: { input: t.arg({ type: AddDepartmentInput, required: true, description: inputDescription }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'addDepartment', addDepartment(withoutNulls(input))),
  }),
  renameDepartment: t.field({
    type: Department,
    description: 'Gives a department another name.',
    ...change,
    args: { input: t.arg({ type: RenameDepartmentInput, required: true, description: inputDescription }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'renameDepartment', renameDepartment(input)),
  }),
  setDepartmentParent: t.field({
    type: Department,
    description: 'Makes a department a part of another one, or of none.',
    ...change,
    args: { input: t.arg({ type: SetDepartmentParentInput, required: true, description: inputDescription }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setDepartmentParent', setDepartmentParent(withoutNulls(input))),
  }),
  setHeadcount: t.field({
    type: Department,
    description: 'Says how many people a department has from a day on; days in the past correct what was said.',
    ...change,
    args: { input: t.arg({ type: SetHeadcountInput, required: true, description: inputDescription }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setHeadcount', setHeadcount(withoutNulls(input))),
  }),
  removeHeadcount: t.field({
    type: Department,
    description: 'Takes back the headcount of a day; the one before goes on.',
    ...change,
    args: { input: t.arg({ type: RemoveHeadcountInput, required: true, description: inputDescription }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'removeHeadcount', removeHeadcount(input)),
  }),
  removeDepartment: t.field({
    type: Department,
    description:
      'Removes a department that nothing names any more and gives it as it was. Its facts stay and go by its id.',
    ...change,
    args: { input: t.arg({ type: RemoveDepartmentInput, required: true, description: inputDescription }) },
    resolve: async (_root, { input }, context) => {
      const sources = (await context.deps.listSources()).filter(({ department }) => department === input.id);
      const rule = removeDepartment(
        input,
        sources.map(({ id }) => id),
      );
      return changeOrganisation(context, 'removeDepartment', rule);
    },
  }),
}));
