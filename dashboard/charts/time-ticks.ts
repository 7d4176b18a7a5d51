import { parseDate } from '@internationalized/date';
import type { Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';

/** Where a bucket stands on a time axis: days at their own midnight in UTC, whatever the zone; hours at their instant. */
export const instantOf = (start: string, granularity: Granularity): Date =>
  new Date(granularity === 'HOUR' ? start : `${start.slice(0, 10)}T00:00:00Z`);

/** Where a day begins on a time axis; on one of hours at its midnight in the zone. */
export const beginOf = (day: string, granularity: Granularity, zone: string): Date =>
  granularity === 'HOUR' ? parseDate(day).toDate(zone) : instantOf(day, granularity);

/** Every so many buckets have a name: steps that people count in. */
const steps: Readonly<Record<Granularity, readonly number[]>> = {
  HOUR: [1, 2, 3, 6, 12, 24],
  DAY: [1, 2, 7, 14, 28],
  WEEK: [1, 2, 4, 8, 13, 26],
  MONTH: [1, 2, 3, 6, 12, 24],
};

/** The buckets that are named on an axis of a width in pixels: evenly chosen ones, counted from the latest. */
export function timeTicks(starts: readonly string[], granularity: Granularity, width: number): Date[] {
  const buckets = [...new Set(starts)].sort();
  const room = Math.max(2, Math.floor(width / (granularity === 'MONTH' ? 90 : 80)));
  const least = Math.ceil(buckets.length / room);
  const each = steps[granularity].find((step) => step >= least) ?? least;
  return buckets
    .filter((_, index) => (buckets.length - 1 - index) % each === 0)
    .map((start) => instantOf(start, granularity));
}

export function writeTick(at: Date, granularity: Granularity, format: Format): string {
  if (granularity === 'HOUR') return format.time(at.toISOString());
  const day = at.toISOString().slice(0, 10);
  return granularity === 'MONTH' ? format.shortMonth(day) : format.shortDay(day);
}
