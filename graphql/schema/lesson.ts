import type { Lesson as LessonShape } from '../../shared/lessons.ts';
import { checkFirst, linesCost, mostLines } from '../answers/check-first.ts';
import { answerLessons } from '../answers/lessons.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import type { MetricValue as MetricValueShape } from '../plan/report.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { Metric } from './metric.ts';
import { MetricValue } from './metric-value.ts';
import { ReportWindow } from './report-window.ts';

const Lesson = builder.objectRef<LessonShape<MetricValueShape>>('Lesson').implement({
  description: 'What a department could learn from another.',
  fields: (t) => ({
    metric: t.field({
      type: Metric,
      description: 'In what the other is better.',
      resolve: ({ learner }) => learner.value.metric,
    }),
    learner: t.field({
      type: Department,
      description: 'Who could learn.',
      resolve: ({ learner }, _args, { directory }) => directory.department(learner.department),
    }),
    teacher: t.field({
      type: Department,
      description: 'From whom: the best of those that are surely better.',
      resolve: ({ teacher }, _args, { directory }) => directory.department(teacher.department),
    }),
    learnerValue: t.field({
      type: MetricValue,
      description: 'How the learner does.',
      resolve: ({ learner }) => learner.value,
    }),
    teacherValue: t.field({
      type: MetricValue,
      description: 'How the teacher does.',
      resolve: ({ teacher }) => teacher.value,
    }),
    gap: t.exposeFloat('gap', {
      description: 'By how much the teacher is better, in the unit of the metric (0.1 of a ratio: 10 points); above 0.',
    }),
    score: t.exposeFloat('score', {
      description: 'How sure it is: so many standard errors lie between the two values, 3.5 at least.',
    }),
  }),
});

builder.queryField('lessons', (t) =>
  t.field({
    type: [Lesson],
    description:
      'Which department should learn from which, the surest first: gaps in answering, dialogue, sentiment and ideas that are beyond chance and worth it, at most one for each learner and family of metrics.',
    authScopes: { may: 'reports' },
    complexity: linesCost(cost.report),
    args: {
      range: t.arg({ type: DateRange, description: 'The days to compare; either these or a `window`.' }),
      window: t.arg({ type: ReportWindow, description: 'The days relative to today; either this or a `range`.' }),
      timeZone: t.arg({ type: 'TimeZone', description: "Defaults to the organisation's home time zone." }),
      first: t.arg.int({ required: true, defaultValue: 3, description: `How many lessons: 1 to ${mostLines}.` }),
    },
    resolve: (_root, { range, window, timeZone, first }, context) =>
      answerLessons(
        {
          range: range ?? undefined,
          window: window ?? undefined,
          timeZone: timeZone ?? undefined,
          first: checkFirst(first),
        },
        context,
      ),
  }),
);
