export type MetricUnit = 'Count' | 'Seconds' | 'Milliseconds';

/** A metric of a line: a number, or up to 100 of them, and what they are. */
export interface EmbeddedMetric {
  unit: MetricUnit;
  value: number | readonly number[];
}

/**
 * Fields that make a line of the log CloudWatch metrics, too (embedded metric format): beside what else the line says, at
 * its top level. `dimensions` are names and their values; alarms of the stack read metrics without any.
 */
export function embeddedMetrics(
  namespace: string,
  now: number,
  metrics: Readonly<Record<string, EmbeddedMetric>>,
  dimensions: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const Metrics = Object.entries(metrics).map(([Name, { unit }]) => ({ Name, Unit: unit }));
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics }],
    },
    ...dimensions,
    ...Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])),
  };
}

/** A count, as a metric. */
export const counted = (value: number): EmbeddedMetric => ({ unit: 'Count', value });

/** CloudWatch takes so many values of one metric in a line. */
const mostValues = 100;

/** At most 100 of the values, evenly picked from the smallest to the greatest, so that percentiles stay what they are. */
export function spread(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length <= mostValues) return sorted;
  const step = (sorted.length - 1) / (mostValues - 1);
  return Array.from({ length: mostValues }, (_, index) => sorted[Math.round(index * step)] ?? 0);
}
