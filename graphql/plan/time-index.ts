import type { Bucket } from '../../shared/buckets.ts';
import { addDays, quarterMs, utcDay, type Zone } from '../../shared/zone.ts';

/** Which bucket a piece of time belongs to, and which days must be read for it. */
export interface TimeIndex {
  buckets: readonly Bucket[];
  /** True when the buckets are whole home days, so that the cells kept by home day answer exactly. */
  byDay: boolean;
  /** First and last home day (`byDay`) or UTC day that holds a part of a bucket. */
  from: string;
  to: string;
  bucketOfDay(day: string): number;
  /** Quarter hours since 1970. */
  bucketOfQuarter(quarter: number): number;
}

/** Indexes buckets that follow each other without overlap, whether or not they leave gaps. */
export function createTimeIndex(buckets: readonly Bucket[], home: Zone): TimeIndex {
  const byDay = buckets.every(
    ({ start, end, firstDay, lastDay }) =>
      start === home.startOf(firstDay) && end === home.startOf(addDays(lastDay, 1)),
  );
  const first = buckets[0] as Bucket;
  const last = buckets.at(-1) as Bucket;
  const days = byDay ? dayIndex(buckets) : new Map<string, number>();
  const starts = Float64Array.from(buckets, ({ start }) => start / quarterMs);
  const ends = Float64Array.from(buckets, ({ end }) => end / quarterMs);
  return {
    buckets,
    byDay,
    from: byDay ? first.firstDay : utcDay(first.start),
    to: byDay ? last.lastDay : utcDay(Math.max(first.start, last.end - 1)),
    bucketOfDay: (day) => days.get(day) ?? -1,
    bucketOfQuarter(quarter) {
      let low = 0;
      let high = starts.length - 1;
      while (low <= high) {
        const middle = (low + high) >>> 1;
        if (quarter < (starts[middle] as number)) high = middle - 1;
        else if (quarter >= (ends[middle] as number)) low = middle + 1;
        else return middle;
      }
      return -1;
    },
  };
}

function dayIndex(buckets: readonly Bucket[]): Map<string, number> {
  const index = new Map<string, number>();
  buckets.forEach(({ firstDay, lastDay }, bucket) => {
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) index.set(day, bucket);
  });
  return index;
}
