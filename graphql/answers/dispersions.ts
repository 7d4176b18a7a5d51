import { dispersionOf } from '../../shared/beyond-chance.ts';
import type { DayRange } from '../../shared/report-windows.ts';
import { daysBetween } from '../../shared/zone.ts';
import type { Granularity, ReportRow } from '../plan/report.ts';

/** The place of all rows together: no department and no channel has an empty id. */
export const everything = '';

const dayMs = 24 * 3_600_000;
/** Days up to which counts are taken by day, and by week. */
const upTo = { day: 62, week: 434 } as const;

/** How finely counts are taken to see how much they vary: by day, of long ranges by week or month. */
export function seriesGranularity({ from, to }: DayRange): Granularity {
  const days = daysBetween(from, to) + 1;
  return days <= upTo.day ? 'DAY' : days <= upTo.week ? 'WEEK' : 'MONTH';
}

/**
 * How much more than by chance the counts of a department or channel, or of everything, vary within the two periods of a
 * report by bucket with a comparison; undefined for a count that is not known in three buckets.
 */
export function dispersionsOf(rows: readonly ReportRow[]): (place: string, metric: string) => number | undefined {
  const series = new Map<string, Map<number, { days: number; now: number; before: number | null }>>();
  for (const { start, end, department, channel, values } of rows) {
    for (const place of [department ?? channel ?? everything, everything]) {
      for (const { metric, value, previous } of values) {
        if (value === null) continue;
        const key = `${metric.id}|${place}`;
        const buckets = series.get(key) ?? new Map<number, { days: number; now: number; before: number | null }>();
        series.set(key, buckets);
        const sum = buckets.get(start) ?? { days: (end - start) / dayMs, now: 0, before: 0 };
        const before = previous === null || sum.before === null ? null : sum.before + previous;
        buckets.set(start, { ...sum, now: sum.now + value, before });
      }
    }
  }
  return (place, metric) => {
    const buckets = [...(series.get(`${metric}|${place}`)?.values() ?? [])];
    return dispersionOf([
      buckets.map(({ now, days }) => ({ count: now, days })),
      buckets.flatMap(({ before, days }) => (before === null ? [] : [{ count: before, days }])),
    ]);
  };
}
