import { departmentOf } from '../../shared/changes/change.ts';
import { answerIdeaFunnel, type IdeaFunnelAnswer, type ToldStep } from '../answers/idea-funnel.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { ReportWarning } from './report-warning.ts';

const IdeaFunnelStep = builder.objectRef<ToldStep>('IdeaFunnelStep').implement({
  description: 'A step on the way of ideas. All its numbers are null when it is withheld.',
  fields: (t) => ({
    stage: t.exposeString('stage', {
      description: '`submitted`, `reviewed`, `accepted`, `started`, `shipped` or `told`.',
    }),
    count: t.exposeFloat('count', {
      nullable: true,
      description: 'Ideas that made it so far; a later step implies the earlier ones.',
    }),
    conversion: t.exposeFloat('conversion', {
      nullable: true,
      description: 'Count over that of the step before; null for the first, and when none made the step before.',
    }),
    medianDays: t.exposeFloat('medianDays', {
      nullable: true,
      description: 'Half of the ideas that made it took at most so many days from the step before.',
    }),
    open: t.exposeFloat('open', {
      nullable: true,
      description: 'Ideas that made the step before, are not declined, and not yet here.',
    }),
    declined: t.exposeFloat('declined', {
      nullable: true,
      description: 'Ideas that made the step before and were declined there.',
    }),
    withheld: t.exposeBoolean('withheld', { description: 'Whether the step could tell of too few employees.' }),
    warnings: t.expose('warnings', {
      type: [ReportWarning],
      description: 'CENSORED: so many ideas are open here that the median can only become greater.',
      complexity: { multiplier: 1 },
    }),
  }),
});

const IdeaFunnel = builder.objectRef<IdeaFunnelAnswer>('IdeaFunnel').implement({
  description: 'What became of the ideas that were submitted in a range.',
  fields: (t) => ({
    department: t.field({
      type: Department,
      nullable: true,
      description: 'To whom they were submitted; null: all of the company.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    steps: t.expose('steps', {
      type: [IdeaFunnelStep],
      description: 'From submitted to told, in order.',
      complexity: { multiplier: 6 },
    }),
    withheld: t.exposeBoolean('withheld', {
      description:
        'Whether one to four of the ideas came from employees, or such a number could be computed from other funnels.',
    }),
    warnings: t.expose('warnings', {
      type: [ReportWarning],
      description: 'Something to know about the funnel.',
      complexity: { multiplier: 1 },
    }),
  }),
});

builder.queryField('ideaFunnel', (t) =>
  t.field({
    type: IdeaFunnel,
    description: 'The funnel of the ideas submitted in a range, from submission to the word to their authors.',
    authScopes: { may: 'reports' },
    complexity: ({ department }) => ({ field: department == null ? cost.report : 2 * cost.report }),
    args: {
      range: t.arg({ type: DateRange, required: true, description: 'Home days of submission; 50 years at most.' }),
      department: t.arg.id({ description: 'Only ideas submitted to this department; all by default.' }),
    },
    resolve: (_root, { range, department }, context) => {
      if (department != null) departmentOf(context.directory.organisation, department, 'department');
      return answerIdeaFunnel(range, department ?? undefined, context);
    },
  }),
);
