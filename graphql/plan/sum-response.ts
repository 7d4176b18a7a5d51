import { episodeColumns, monthDays } from '../../shared/store/cell-formats.ts';
import { quarterMs, type Zone } from '../../shared/zone.ts';
import type { LoadedCells } from './load-cells.ts';
import { addWindows, type PeriodShape } from './period.ts';
import type { Attribution } from './report.ts';
import type { RowSpace } from './row-space.ts';
import { addToSketch, type Sketch, slideSketches } from './sketches.ts';
import type { TimeIndex } from './time-index.ts';

/** Episodes by bucket and row. */
export interface ResponseSums {
  /** Counters, `episodeColumns` wide. */
  counters: Float64Array;
  /** Due by `asOf`, and of these answered in time: two for each place. */
  dues: Float64Array;
  /** First responses, where there are any. */
  sketches: (Sketch | undefined)[];
  /** Overdue at the end of the bucket. */
  overdue: Float64Array;
}

const width = episodeColumns.length;
export const dueColumn = episodeColumns.indexOf('d');
export const settledColumn = episodeColumns.indexOf('s');

/** Adds the response cells up into buckets and rows; due times count when they are not after `asOf` (epoch ms). */
export function sumResponse(
  cells: LoadedCells,
  set: 'a' | 'd' | 'c' | 'x',
  time: TimeIndex,
  rows: RowSpace,
  attributeTo: Attribution,
  ends: readonly number[],
  asOf: number,
  home: Zone,
  windows: PeriodShape['windows'],
): ResponseSums {
  const places = time.buckets.length * rows.size;
  const sums: ResponseSums = {
    counters: new Float64Array(places * width),
    dues: new Float64Array(places * 2),
    sketches: new Array<Sketch | undefined>(places),
    overdue: new Float64Array(places),
  };
  const asOfQuarter = Math.floor(asOf / quarterMs);
  sumDays(cells, set, time, rows, attributeTo, asOfQuarter, sums);
  sumQuarters(cells, time, rows, attributeTo, asOfQuarter, sums);
  sumBacklog(cells, set, rows, ends, home, sums);
  return windows ? addResponseWindows(sums, rows.size, windows) : sums;
}

/** What is counted adds up over a span; the backlog is that of its last piece. */
function addResponseWindows(
  { counters, dues, sketches, overdue }: ResponseSums,
  rows: number,
  windows: NonNullable<PeriodShape['windows']>,
): ResponseSums {
  return {
    counters: addWindows(counters, rows * width, windows),
    dues: addWindows(dues, rows * 2, windows),
    sketches: slideSketches(sketches, rows, windows),
    overdue: Float64Array.from(windows.flatMap(([, last]) => [...overdue.subarray(last * rows, (last + 1) * rows)])),
  };
}

const plus = (into: Float64Array, at: number, count: number) => {
  into[at] = (into[at] as number) + count;
};

function sumDays(
  cells: LoadedCells,
  set: 'a' | 'd' | 'c' | 'x',
  time: TimeIndex,
  rows: RowSpace,
  attributeTo: Attribution,
  asOfQuarter: number,
  sums: ResponseSums,
): void {
  for (const [month, members] of cells.episodesByDay ?? []) {
    const buckets = bucketsOfMonth(month, time);
    for (const [member, table] of members) {
      const row = rows.rowOf(set, member);
      if (row < 0) continue;
      for (let day = 1; day < monthDays; day++) {
        const bucket = buckets[day] as number;
        if (bucket < 0) continue;
        const at = (bucket * rows.size + row) * width;
        for (let column = 0; column < width; column++)
          plus(sums.counters, at + column, table[day * width + column] as number);
      }
    }
  }
  for (const [day, members] of cells.dueByDay ?? []) {
    const bucket = time.bucketOfDay(day);
    if (bucket < 0) continue;
    for (const [member, list] of members) {
      const row = rows.rowOf('x', member);
      if (row < 0) continue;
      const at = (bucket * rows.size + row) * 2;
      for (let index = 0; index < list.length; index += 3) {
        if ((list[index] as number) > asOfQuarter) continue;
        plus(sums.dues, at, list[index + 1] as number);
        plus(sums.dues, at + 1, list[index + 2] as number);
      }
    }
  }
  for (const [day, members] of cells.sketchByDay ?? []) {
    const bucket = time.bucketOfDay(day);
    if (bucket < 0) continue;
    for (const [member, { enquiry, response }] of members) {
      const row = rows.rowOf('x', member);
      if (row < 0) continue;
      const pairs = attributeTo === 'ENQUIRY' ? enquiry : response;
      for (let index = 0; index < pairs.length; index += 2) {
        const place = bucket * rows.size + row;
        sums.sketches[place] = addToSketch(sums.sketches[place], pairs[index] as number, pairs[index + 1] as number);
      }
    }
  }
}

function sumQuarters(
  cells: LoadedCells,
  time: TimeIndex,
  rows: RowSpace,
  attributeTo: Attribution,
  asOfQuarter: number,
  sums: ResponseSums,
): void {
  for (const members of cells.episodesByQuarter?.values() ?? []) {
    for (const [member, episodes] of members) {
      const row = rows.rowOf('x', member);
      if (row < 0) continue;
      const placeOf = (quarter: number) => {
        const bucket = time.bucketOfQuarter(quarter);
        return bucket < 0 ? -1 : bucket * rows.size + row;
      };
      const { counters, dues } = episodes;
      for (let index = 0; index < counters.length; index += 3) {
        const place = placeOf(counters[index] as number);
        if (place >= 0)
          plus(sums.counters, place * width + (counters[index + 1] as number), counters[index + 2] as number);
      }
      for (let index = 0; index < dues.length; index += 4) {
        const place = placeOf(dues[index] as number);
        if (place < 0 || (dues[index + 1] as number) > asOfQuarter) continue;
        plus(sums.dues, place * 2, dues[index + 2] as number);
        plus(sums.dues, place * 2 + 1, dues[index + 3] as number);
      }
      const sketch = attributeTo === 'ENQUIRY' ? episodes.enquiry : episodes.response;
      for (let index = 0; index < sketch.length; index += 3) {
        const place = placeOf(sketch[index] as number);
        if (place < 0) continue;
        sums.sketches[place] = addToSketch(
          sums.sketches[place],
          sketch[index + 1] as number,
          sketch[index + 2] as number,
        );
      }
    }
  }
}

/** Overdue at an instant = due before it - settled before it: whole home days from the months, the rest by quarter. */
function sumBacklog(
  { backlog }: LoadedCells,
  set: 'a' | 'd' | 'c' | 'x',
  rows: RowSpace,
  ends: readonly number[],
  home: Zone,
  sums: ResponseSums,
): void {
  if (!backlog) return;
  const endDays = ends.map((end) => home.dayOf(end));
  for (const [month, members] of backlog.months) {
    for (const [member, table] of members) {
      const row = rows.rowOf(set, member);
      if (row < 0) continue;
      for (let day = 1; day < monthDays; day++) {
        const change = (table[day * width + dueColumn] as number) - (table[day * width + settledColumn] as number);
        if (change === 0) continue;
        const date = `${month}-${String(day).padStart(2, '0')}`;
        const bucket = firstAfter(endDays, date);
        if (bucket < ends.length) plus(sums.overdue, bucket * rows.size + row, change);
      }
    }
  }
  // What changed before one end changed before all that follow.
  for (let place = rows.size; place < sums.overdue.length; place++) {
    plus(sums.overdue, place, sums.overdue[place - rows.size] as number);
  }
  const starts = endDays.map((day) => home.startOf(day) / quarterMs);
  const endQuarters = ends.map((end) => end / quarterMs);
  for (const members of backlog.quarters.values()) {
    for (const [member, { counters }] of members) {
      const row = rows.rowOf('x', member);
      if (row < 0) continue;
      for (let index = 0; index < counters.length; index += 3) {
        const [quarter, column, count] = counters.slice(index, index + 3) as [number, number, number];
        if (column !== dueColumn && column !== settledColumn) continue;
        for (let bucket = firstAfter(endQuarters, quarter); (starts[bucket] ?? quarter + 1) <= quarter; bucket++) {
          plus(sums.overdue, bucket * rows.size + row, column === dueColumn ? count : -count);
        }
      }
    }
  }
}

/** The place of the first value greater than one, in values that never fall; their count when there is none. */
function firstAfter<T extends string | number>(values: readonly T[], value: T): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as T) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The bucket of each day of a month, by day of the month; -1 outside. */
export const bucketsOfMonth = (month: string, time: TimeIndex): number[] =>
  Array.from({ length: monthDays }, (_, day) => time.bucketOfDay(`${month}-${String(day).padStart(2, '0')}`));
