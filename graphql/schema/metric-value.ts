import { builder } from '../builder.ts';
import type { MetricValue as MetricValueShape } from '../plan/report.ts';
import { Metric } from './metric.ts';
import { ReportWarning } from './report-warning.ts';

const ValueStatus = builder.enumType('ValueStatus', {
  description: 'Whether a value can be told.',
  values: {
    OK: { description: 'It is told.' },
    EMPTY: { description: 'There was nothing to measure.' },
    WITHHELD: { description: 'The group is too small to tell without naming people.' },
    INCOMPLETE: { description: 'A feeding source is silent.' },
  } as const,
});

/** A report has thousands of these: plain properties only, nothing resolved, nothing checked. */
export const MetricValue = builder.objectRef<MetricValueShape>('MetricValue').implement({
  description: 'The value of a metric, with what it takes to judge it. Counts are Float: an Int ends at 2^31.',
  fields: (t) => ({
    metric: t.expose('metric', { type: Metric, description: 'What was measured.' }),
    status: t.expose('status', { type: ValueStatus, description: 'Whether the value can be told.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'Null when EMPTY or WITHHELD; so are previous, change, numerator, denominator and n when WITHHELD.',
    }),
    previous: t.exposeFloat('previous', { nullable: true, description: 'The value of the period compared with.' }),
    change: t.exposeFloat('change', { nullable: true, description: 'Relative; percentage points for ratios.' }),
    numerator: t.exposeFloat('numerator', { nullable: true, description: 'What a ratio divides.' }),
    denominator: t.exposeFloat('denominator', { nullable: true, description: 'What a ratio divides by.' }),
    n: t.exposeFloat('n', { nullable: true, description: 'How many observations the value rests on.' }),
    error: t.exposeFloat('error', {
      description: 'Stated relative error of an approximate value; 0 when exact.',
    }),
    completeness: t.exposeFloat('completeness', {
      nullable: true,
      description: 'Fed source-days / expected source-days; null when no feeding source declares a cadence.',
    }),
    warnings: t.field({
      type: [ReportWarning],
      description: 'Something to know about this value.',
      complexity: { multiplier: 1 },
      resolve: ({ warnings }) => warnings as ReportWarningList,
    }),
  }),
});

type ReportWarningList = (typeof ReportWarning.$inferType)[];
