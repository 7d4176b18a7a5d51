import { answerCollaboration, type CollaborationAnswer, type CollaborationCell } from '../answers/collaboration.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { ReportWarning } from './report-warning.ts';

const CollaborationCellType = builder.objectRef<CollaborationCell>('CollaborationCell').implement({
  description: 'What employees of one department sent to another, or within their own, as they belonged at the time.',
  fields: (t) => ({
    from: t.field({
      type: Department,
      description: 'The department that sends.',
      resolve: ({ from }, _args, { directory }) => directory.department(from),
    }),
    to: t.field({
      type: Department,
      description: 'The department that receives.',
      resolve: ({ to }, _args, { directory }) => directory.department(to),
    }),
    interactions: t.exposeFloat('interactions', {
      nullable: true,
      description: 'Internal interactions; null when withheld.',
    }),
    connected: t.exposeBoolean('connected', {
      nullable: true,
      description:
        'Whether there are as many as the organisation asks for; null when withheld, and within a department.',
    }),
    withheld: t.exposeBoolean('withheld', {
      description:
        'Fewer than five people sent, in all or in one of the weeks or months, or such a cell could be computed.',
    }),
  }),
});

const CountedDays = builder.objectRef<{ from: string; to: string }>('CountedDays').implement({
  description: 'Whole days that were counted, both ends included.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'The first day.' }),
    to: t.expose('to', { type: 'Date', description: 'The last day.' }),
  }),
});

const CollaborationMatrix = builder.objectRef<CollaborationAnswer>('CollaborationMatrix').implement({
  description: 'Who writes to whom across departments: how far the silos are open.',
  fields: (t) => ({
    departments: t.field({
      type: [Department],
      description: 'The rows and columns, in this order: those of the organisation, then removed ones with facts.',
      resolve: ({ departments }, _args, { directory }) => departments.map((id) => directory.department(id)),
    }),
    cells: t.expose('cells', {
      type: [CollaborationCellType],
      description: 'Row by row, from each department to each, itself included.',
    }),
    counted: t.expose('days', {
      type: CountedDays,
      nullable: true,
      description: 'The whole weeks or months within the range that are over; null when it holds none.',
    }),
    openness: t.exposeFloat('openness', {
      nullable: true,
      description: 'The E-I index of the company (metric OPENNESS): +1 wholly across departments, -1 wholly within.',
    }),
    connectedness: t.exposeFloat('connectedness', {
      nullable: true,
      description: 'The share of ordered pairs that are connected (metric CONNECTEDNESS).',
    }),
    reciprocity: t.exposeFloat('reciprocity', {
      nullable: true,
      description:
        'The share of connected pairs whose reverse is connected, too, over pairs shown both ways; null when none is connected.',
    }),
    warnings: t.expose('warnings', {
      type: [ReportWarning],
      description: 'Something to know about the matrix.',
      complexity: { multiplier: 1 },
    }),
  }),
});

builder.queryField('collaboration', (t) =>
  t.field({
    type: CollaborationMatrix,
    description: 'The collaboration matrix of the whole weeks or months within a range.',
    authScopes: { may: 'reports' },
    complexity: { field: 2 * cost.report },
    args: {
      range: t.arg({ type: DateRange, required: true, description: 'Days of the home time zone; 50 years at most.' }),
    },
    resolve: (_root, { range }, context) => answerCollaboration(range, context),
  }),
);
