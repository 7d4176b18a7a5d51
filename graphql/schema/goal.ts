import { departmentOf } from '../../shared/changes/change.ts';
import { removeEntry, setGoal } from '../../shared/changes/plans.ts';
import { goalOnTrack, goalProgress } from '../../shared/goal-progress.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { Goal as GoalShape } from '../../shared/plans.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { cost } from '../limits.ts';
import { measureGoal } from '../measure-goal.ts';
import { newId } from '../new-id.ts';
import { todayOf } from '../today-of.ts';
import { withoutNulls } from '../without-nulls.ts';
import { changeField } from './change-field.ts';
import { Department } from './department.ts';
import { inLanguage, languageDescription } from './language.ts';
import { Metric, MetricId } from './metric.ts';
import { MetricValue } from './metric-value.ts';
import { ReportRange } from './report.ts';
import { TranslatedTextInput } from './translated-text.ts';

const judgedBy =
  'the last 13 whole ISO weeks of the home zone, or as many as there were since it began, and none after it was due';

export const Goal = builder.objectRef<GoalShape>('Goal').implement({
  description: 'A metric to be brought from a baseline to a target between two days.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it.' }),
    name: t.string({
      description: 'As people call it.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    metric: t.field({
      type: Metric,
      nullable: true,
      description: 'What is measured; null when the catalogue has it no more.',
      resolve: ({ metric }) => findMetric(metric),
    }),
    department: t.field({
      type: Department,
      nullable: true,
      description: "Whose goal it is; null: the company's.",
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    baseline: t.exposeFloat('baseline', { description: 'The value to start from; ratios as 0.5 for 50 %.' }),
    target: t.exposeFloat('target', { description: 'The value to be reached; the baseline itself: to be held.' }),
    from: t.expose('from', { type: 'Date', description: 'When it began.' }),
    due: t.expose('due', { type: 'Date', description: 'When the target is to be reached.' }),
    owner: t.exposeString('owner', { nullable: true, description: 'Who answers for it.' }),
    measuredRange: t.field({
      type: ReportRange,
      nullable: true,
      description: `What it is judged by: ${judgedBy}. Null before the first of them is over.`,
      complexity: { field: cost.shared },
      resolve: async (goal, _args, context) => (await measureGoal(goal, context))?.range ?? null,
    }),
    current: t.field({
      type: MetricValue,
      nullable: true,
      description: `The metric over \`measuredRange\`: ${judgedBy}. A count is that of these weeks together.`,
      complexity: { field: cost.shared },
      resolve: async (goal, _args, context) => (await measureGoal(goal, context))?.value ?? null,
    }),
    progress: t.float({
      nullable: true,
      description:
        '(value - baseline) / (target - baseline): 1 is reached. Null without a value, and when target and baseline are the same.',
      complexity: { field: cost.shared },
      resolve: async (goal, _args, context) =>
        goalProgress(goal, (await measureGoal(goal, context))?.value.value ?? null),
    }),
    onTrack: t.boolean({
      nullable: true,
      description:
        'Whether progress is at least the share of the time that is over; for a goal to hold: whether the value is not worse. Null without a value.',
      complexity: { field: cost.shared },
      resolve: async (goal, _args, context) => {
        const { value } = (await measureGoal(goal, context)) ?? {};
        return value ? goalOnTrack(goal, value.value, todayOf(context), value.metric.goodDirection) : null;
      },
    }),
  }),
});

const possible = 'a ratio 0 to 1 (0.5 is 50 %), NET_SENTIMENT and OPENNESS -1 to 1, anything else 0 or more';

const SetGoalInput = builder.inputType('SetGoalInput', {
  description: 'A goal: a new one, or all of one that is.',
  fields: (t) => ({
    id: t.id({ description: 'The goal of this id is replaced, or made; absent: a new one.' }),
    name: t.field({ type: TranslatedTextInput, required: true, description: 'As people call it.' }),
    metric: t.field({ type: MetricId, required: true, description: 'What is measured.' }),
    department: t.id({ description: "Whose goal it is; absent: the company's." }),
    baseline: t.float({ required: true, description: `The value to start from: ${possible}.` }),
    target: t.float({
      required: true,
      description: `The value to be reached, or the baseline to be held: ${possible}.`,
    }),
    from: t.field({ type: 'Date', required: true, description: 'When it begins.' }),
    due: t.field({ type: 'Date', required: true, description: 'When the target is to be reached: after `from`.' }),
    owner: t.string({ description: 'Who answers for it.' }),
  }),
});

const RemoveGoalInput = builder.inputType('RemoveGoalInput', {
  description: 'A goal that is none any more.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which goal.' }) }),
});

const change = changeField('plans');

builder.mutationFields((t) => ({
  setGoal: t.field({
    type: Goal,
    description: 'Sets a goal of the company or of a department.',
    ...change,
    args: { input: t.arg({ type: SetGoalInput, required: true, description: 'The goal.' }) },
    resolve: (_root, { input }, context) =>
      changeOrganisation(context, 'setGoal', setGoal({ ...withoutNulls(input), id: input.id ?? newId() })),
  }),
  removeGoal: t.field({
    type: Goal,
    description: 'Removes a goal and gives it as it was.',
    ...change,
    args: { input: t.arg({ type: RemoveGoalInput, required: true, description: 'Which goal.' }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'removeGoal', removeEntry('goals', input.id)),
  }),
}));

builder.queryField('goals', (t) =>
  t.field({
    type: [Goal],
    description: 'The goals of the company and of its departments, in the order in which they were set.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 20 },
    args: { department: t.arg.id({ description: 'Only those of this department.' }) },
    resolve: (_root, { department }, { directory }) => {
      if (department != null) departmentOf(directory.organisation, department, 'department');
      return directory.organisation.goals.filter((goal) => department == null || goal.department === department);
    },
  }),
);
