import type { NotableChange as NotableChangeShape } from '../../shared/notable-changes.ts';
import { checkFirst, linesCost, mostLines } from '../answers/check-first.ts';
import { answerNotableChanges } from '../answers/notable-changes.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import type { MetricValue as MetricValueShape } from '../plan/report.ts';
import { Channel } from './channel.ts';
import { DateRange } from './date-range.ts';
import { Department } from './department.ts';
import { Metric } from './metric.ts';
import { MetricValue } from './metric-value.ts';
import { Comparison } from './report-input.ts';
import { ReportWindow } from './report-window.ts';

const NotableChange = builder.objectRef<NotableChangeShape<MetricValueShape>>('NotableChange').implement({
  description: 'A change that is beyond chance.',
  fields: (t) => ({
    metric: t.field({ type: Metric, description: 'What changed.', resolve: ({ now }) => now.value.metric }),
    department: t.field({
      type: Department,
      nullable: true,
      description: 'Where; null: in the whole company.',
      resolve: ({ department }, _args, { directory }) =>
        department === undefined ? null : directory.department(department),
    }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'On which channel; null: on all, or on those that were asked for.',
      resolve: ({ channel }, _args, { directory }) => (channel === undefined ? null : directory.channel(channel)),
    }),
    value: t.field({
      type: MetricValue,
      description: 'The value, with `previous` and `change`.',
      resolve: ({ now }) => now.value,
    }),
    improved: t.exposeBoolean('improved', {
      nullable: true,
      description: 'Whether it became better; null when the metric has no good direction.',
    }),
    score: t.exposeFloat('score', {
      description: 'How surprising it is: so many standard errors lie between the two values, 3.5 at least.',
    }),
  }),
});

builder.queryField('notableChanges', (t) =>
  t.field({
    type: [NotableChange],
    description:
      'What changed most, the most surprising first: only what is beyond chance and told whole, at most one line for each department (or the company) and family of metrics.',
    authScopes: { may: 'reports' },
    complexity: linesCost(8 * cost.report),
    args: {
      range: t.arg({ type: DateRange, description: 'The days to tell of; either these or a `window`.' }),
      window: t.arg({ type: ReportWindow, description: 'The days relative to today; either this or a `range`.' }),
      compareTo: t.arg({
        type: Comparison,
        required: true,
        defaultValue: 'PREVIOUS_PERIOD',
        description: 'What they are compared with.',
      }),
      departments: t.arg.idList({ description: "Only these departments; absent: all, and the company's lines." }),
      channels: t.arg.idList({ description: 'Counting these channels only; absent: all.' }),
      timeZone: t.arg({ type: 'TimeZone', description: "Defaults to the organisation's home time zone." }),
      first: t.arg.int({ required: true, defaultValue: 5, description: `How many lines: 1 to ${mostLines}.` }),
    },
    resolve: (_root, { range, window, compareTo, departments, channels, timeZone, first }, context) => {
      if (departments) context.directory.checkDepartments(departments);
      if (channels) context.directory.checkChannels(channels);
      const question = {
        range: range ?? undefined,
        window: window ?? undefined,
        compareTo,
        departments: departments ?? undefined,
        channels: channels ?? undefined,
        timeZone: timeZone ?? undefined,
      };
      return answerNotableChanges(question, checkFirst(first), context);
    },
  }),
);
