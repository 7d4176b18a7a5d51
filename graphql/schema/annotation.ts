import { departmentOf } from '../../shared/changes/change.ts';
import { removeEntry, setAnnotation } from '../../shared/changes/plans.ts';
import type { Annotation as AnnotationShape } from '../../shared/plans.ts';
import { checkOrder } from '../answers/check-range.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { newId } from '../new-id.ts';
import { withoutNulls } from '../without-nulls.ts';
import { changeField } from './change-field.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';

export const Annotation = builder.objectRef<AnnotationShape>('Annotation').implement({
  description: 'What happened on a day, to be seen beside the numbers.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it.' }),
    day: t.expose('day', { type: 'Date', description: 'When it happened.' }),
    text: t.exposeString('text', { description: 'What happened, as it was written.' }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'Whom it concerns; null: the company.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
  }),
});

const SetAnnotationInput = builder.inputType('SetAnnotationInput', {
  description: 'An annotation: a new one, or all of one that is.',
  fields: (t) => ({
    id: t.id({ description: 'The annotation of this id is replaced, or made; absent: a new one.' }),
    day: t.field({ type: 'Date', required: true, description: 'When it happened.' }),
    text: t.string({ required: true, description: 'What happened: at most 2,000 characters.' }),
    department: t.id({ description: 'Whom it concerns; absent: the company.' }),
  }),
});

const RemoveAnnotationInput = builder.inputType('RemoveAnnotationInput', {
  description: 'An annotation that is to be forgotten.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which annotation.' }) }),
});

const change = changeField('plans');

builder.mutationFields((t) => ({
  setAnnotation: t.field({
    type: Annotation,
    description: 'Notes what happened on a day.',
    ...change,
    args: { input: t.arg({ type: SetAnnotationInput, required: true, description: 'The annotation.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setAnnotation', setAnnotation({ ...withoutNulls(input), id: input.id ?? newId() })),
  }),
  removeAnnotation: t.field({
    type: Annotation,
    description: 'Removes an annotation and gives it as it was.',
    ...change,
    args: { input: t.arg({ type: RemoveAnnotationInput, required: true, description: 'Which annotation.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'removeAnnotation', removeEntry('annotations', input.id)),
  }),
}));

builder.queryField('annotations', (t) =>
  t.field({
    type: [Annotation],
    description: 'What was noted of days, oldest day first.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 20 },
    args: {
      range: t.arg({ type: DateRange, description: 'Only of these days, both ends included.' }),
      department: t.arg.id({ description: 'Only what concerns this department or the company.' }),
    },
    resolve: (_root, { range, department }, { directory }) => {
      if (range) checkOrder(range);
      if (department != null) departmentOf(directory.organisation, department, 'department');
      return directory.organisation.annotations
        .filter(({ day }) => !range || (day >= range.from && day <= range.to))
        .filter((one) => department == null || one.department === undefined || one.department === department)
        .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    },
  }),
);
