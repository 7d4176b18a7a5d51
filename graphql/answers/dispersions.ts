import { chanceOf, dispersionOf, type Portion } from '../../shared/beyond-chance.ts';
import type { NotableMetric } from '../../shared/notable-metrics.ts';
import type { DayRange } from '../../shared/report-windows.ts';
import { daysBetween } from '../../shared/zone.ts';
import type { Granularity, MetricValue, ReportRow } from '../plan/report.ts';

/** The place of all rows together: no department and no channel has an empty id. */
export const everything = '';

const dayMs = 24 * 3_600_000;
/** Days up to which is looked by day, and by week. */
const upTo = { day: 62, week: 434 } as const;

/** How finely values are taken to see how much they vary: by day, of long ranges by week or month. */
export function seriesGranularity({ from, to }: DayRange): Granularity {
  const days = daysBetween(from, to) + 1;
  return days <= upTo.day ? 'DAY' : days <= upTo.week ? 'WEEK' : 'MONTH';
}

/** Whether it is a metric of which can be said how much more than by chance it varies, and should be. */
export const isVaried = ({ kind, bursts }: NotableMetric): boolean => kind === 'count' || bursts === true;

/**
 * How much more than by chance the values of a department or channel, or of everything, vary within each of some periods,
 * given as the rows of a report by bucket; undefined when no period has three buckets with something in them to compare.
 */
export function dispersionsOf(
  periods: readonly (readonly ReportRow[])[],
  metrics: readonly NotableMetric[],
): (place: string, metric: string) => number | undefined {
  const kinds = new Map(metrics.filter(isVaried).map(({ id, kind }) => [id, kind as keyof typeof chanceOf]));
  const found = periods.map((rows) => portionsOf(rows, kinds));
  return (place, metric) => {
    const groups = found.map((portions) => [...(portions.get(`${metric}|${place}`)?.values() ?? [])]);
    return dispersionOf(groups, chanceOf[kinds.get(metric) ?? 'count']);
  };
}

/** By metric and place, and by the start of the bucket. */
function portionsOf(rows: readonly ReportRow[], kinds: ReadonlyMap<string, string>): Map<string, Map<number, Portion>> {
  const portions = new Map<string, Map<number, Portion>>();
  for (const { start, end, department, channel, values } of rows) {
    for (const value of values) {
      const kind = kinds.get(value.metric.id);
      if (kind === undefined || value.value === null) continue;
      for (const place of [department ?? channel ?? everything, everything]) {
        const key = `${value.metric.id}|${place}`;
        const buckets = portions.get(key) ?? new Map<number, Portion>();
        portions.set(key, buckets);
        const before = buckets.get(start) ?? { sum: 0, weight: 0 };
        buckets.set(start, kind === 'count' ? counted(before, value, (end - start) / dayMs) : shared(before, value));
      }
    }
  }
  return portions;
}

const counted = ({ sum }: Portion, { value }: MetricValue, days: number): Portion => ({
  sum: sum + (value ?? 0),
  weight: days,
});

const shared = ({ sum, weight }: Portion, { numerator, denominator }: MetricValue): Portion => ({
  sum: sum + (numerator ?? 0),
  weight: weight + (denominator ?? 0),
});
