import { builder } from '../builder.ts';
import type { ReportRequest } from '../plan/report.ts';
import { DateRange } from './date-range.ts';
import { Dimension, MetricId } from './metric.ts';
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

const Comparison = builder.enumType('Comparison', {
  description: 'What a value is compared with.',
  values: {
    PREVIOUS_PERIOD: { description: 'As many days right before; as many months when the range is whole months.' },
    PREVIOUS_YEAR: { description: 'The same days a year before.' },
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
    range: t.field({ type: DateRange, required: true, description: 'The days to report.' }),
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
  const { filter, timeZone, weekStart, compareTo, ...rest } = input;
  return {
    ...rest,
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
  };
}
