import { type Bucket, dayBucket } from '../../shared/buckets.ts';
import { type Running, runningStart } from '../../shared/running.ts';
import { daysOf, type Zone } from '../../shared/zone.ts';
import { daysOfAll } from './days.ts';

/** One stretch of time that a report asks for: what its rows cover, and the pieces these are added up from. */
export interface PeriodShape {
  /** What each row covers, in order; the rows of running values overlap. */
  spans: Bucket[];
  /** Pieces that follow each other without overlap. */
  pieces: Bucket[];
  /** First and last piece of each span; undefined where the spans are the pieces. */
  windows: [first: number, last: number][] | undefined;
}

/** The shape of rows that are buckets, or that run up to the day of each bucket. */
export function periodOf(buckets: Bucket[], running: Running, weekStart: number, zone: Zone): PeriodShape {
  if (running.rolling == null && running.cumulative == null) {
    return { spans: buckets, pieces: buckets, windows: undefined };
  }
  const spans = buckets.map(({ firstDay, lastDay }) => {
    // A day that the earlier period does not have is compared with all of that period, up to the day before.
    const [day = firstDay] = [firstDay, lastDay].sort();
    return dayBucket(runningStart(day, running, weekStart), lastDay, zone);
  });
  const { from, to } = daysOfAll(spans);
  const days = daysOf(from, to);
  const placeOf = new Map(days.map((day, place) => [day, place]));
  return {
    spans,
    pieces: days.map((day) => dayBucket(day, day, zone)),
    windows: spans.map(({ firstDay, lastDay }) => [placeOf.get(firstDay) as number, placeOf.get(lastDay) as number]),
  };
}

/** Sums of pieces, `width` counters each, as sums of spans. */
export function addWindows(pieces: Float64Array, width: number, windows: PeriodShape['windows']): Float64Array {
  if (!windows) return pieces;
  const upTo = new Float64Array(pieces.length + width);
  for (let at = 0; at < pieces.length; at++) upTo[at + width] = (upTo[at] as number) + (pieces[at] as number);
  const spans = new Float64Array(windows.length * width);
  windows.forEach(([first, last], span) => {
    for (let slot = 0; slot < width; slot++) {
      spans[span * width + slot] = (upTo[(last + 1) * width + slot] as number) - (upTo[first * width + slot] as number);
    }
  });
  return spans;
}
