import { rollingDays } from '../../shared/running.ts';
import { builder } from '../builder.ts';
import type { ReportRequest } from '../plan/report.ts';
import { DateRange } from './date-range.ts';
import { Dimension, MetricId } from './metric.ts';
import { CalendarPeriod, ReportWindow } from './report-window.ts';
import { Activity, ChannelKind, Direction } from './vocabulary.ts';

const Granularity = builder.enumType('Granularity', {
  description: "The length of a report's buckets, in its time zone.",
  values: {
    QUARTER_HOUR: { description: 'Fifteen minutes.' },
    HOUR: { description: 'An hour.' },
    DAY: { description: 'A calendar day, also when clocks change.' },
    WEEK: { description: 'Seven days from `weekStart`.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'A calendar quarter.' },
    YEAR: { description: 'A calendar year.' },
    TOTAL: { description: 'One bucket: the whole range.' },
  } as const,
});

export const Comparison = builder.enumType('Comparison', {
  description: 'What a value is compared with.',
  values: {
    PREVIOUS_PERIOD: {
      description:
        'As many days right before; as many months when the range is whole months; the same part of the period before when a window ends within one: 1 to 21 November with 1 to 21 October.',
    },
    PREVIOUS_YEAR: { description: 'The same dates a year before.' },
    PREVIOUS_YEAR_WEEKDAY: { description: 'The days 364 days before: a Monday with a Monday.' },
  } as const,
});

const Attribution = builder.enumType('Attribution', {
  description: 'Which day, department and channel an answered enquiry counts for.',
  values: {
    ENQUIRY: { description: 'Those of the enquiry.' },
    RESPONSE: { description: 'Those of the reply.' },
  } as const,
});

const ReportFilter = builder.inputType('ReportFilter', {
  description: 'What a report counts; absent means all. Metrics refuse filters that they do not support.',
  fields: (t) => ({
    departments: t.idList({ description: 'Only these departments.' }),
    channels: t.idList({ description: 'Only these channels.' }),
    channelKinds: t.field({ type: [ChannelKind], description: 'Only channels of these kinds.' }),
    activities: t.field({ type: [Activity], description: 'Only these activities.' }),
    directions: t.field({ type: [Direction], description: 'Only these directions.' }),
  }),
});

export const ReportInput = builder.inputType('ReportInput', {
  description: 'What a report tells.',
  fields: (t) => ({
    metrics: t.field({ type: [MetricId], required: true, description: 'What to measure, in this order.' }),
    range: t.field({ type: DateRange, description: 'The days to report; either these or a `window`.' }),
    window: t.field({
      type: ReportWindow,
      description: 'The days to report, relative to today; either this or a `range`.',
    }),
    granularity: t.field({
      type: Granularity,
      required: true,
      defaultValue: 'TOTAL',
      description: 'How the range is cut into buckets.',
    }),
    by: t.field({
      type: [Dimension],
      required: true,
      defaultValue: [],
      description: 'What to split by, in this order; a metric names those it supports.',
    }),
    filter: t.field({ type: ReportFilter, description: 'What to count.' }),
    timeZone: t.field({ type: 'TimeZone', description: "Defaults to the organisation's home time zone." }),
    weekStart: t.int({
      description: "ISO weekday, 1 (Monday) to 7 (Sunday), on which weeks begin. Defaults to the organisation's.",
    }),
    compareTo: t.field({ type: Comparison, description: 'Also the values of an earlier period, and the change.' }),
    rolling: t.int({
      description: `With granularity DAY: each value covers this many days up to and including its own, ${rollingDays.min} to ${rollingDays.max}. Totals stay those of the range.`,
    }),
    cumulative: t.field({
      type: CalendarPeriod,
      description:
        'With granularity DAY: each value covers its week, month, quarter or year up to and including its day. Totals stay those of the range.',
    }),
    attributeTo: t.field({
      type: Attribution,
      required: true,
      defaultValue: 'ENQUIRY',
      description: 'Which day, department and channel an answered enquiry counts for.',
    }),
  }),
});

/** The request of an input: null and absent are the same to the planner. */
export function requestOf(input: typeof ReportInput.$inferInput): ReportRequest {
  const { range, window, filter, timeZone, weekStart, compareTo, rolling, cumulative, ...rest } = input;
  return {
    ...rest,
    range: range ?? undefined,
    window: window ?? undefined,
    ...(filter && {
      filter: {
        departments: filter.departments ?? undefined,
        channels: filter.channels ?? undefined,
        channelKinds: filter.channelKinds ?? undefined,
        activities: filter.activities ?? undefined,
        directions: filter.directions ?? undefined,
      },
    }),
    timeZone: timeZone ?? undefined,
    weekStart: weekStart ?? undefined,
    compareTo: compareTo ?? undefined,
    rolling: rolling ?? undefined,
    cumulative: cumulative ?? undefined,
  };
}
