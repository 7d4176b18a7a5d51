import type { PeriodShape } from './period.ts';

/** A sketch as it is read: flat pairs of bucket and count, a bucket as often as it came. A place has few of them. */
export type SketchPairs = number[];

/** Buckets of a sketch: 50 years are below 1,410. */
const size = 1_600;

/** The counts by bucket of sketches together. */
export function countsOf(sketches: Iterable<readonly number[] | undefined>): Float64Array {
  const counts = new Float64Array(size);
  for (const pairs of sketches) if (pairs) addPairs(counts, pairs, 1);
  return counts;
}

/** The sum of sketches, each bucket once; undefined when there is nothing in them. */
export function mergeSketches(sketches: Iterable<readonly number[] | undefined>): SketchPairs | undefined {
  return pairsOf(countsOf(sketches));
}

/**
 * Sketches of pieces, `rows` for each, as sketches of spans. Windows only ever move on, so each piece is added once and taken
 * off once, whatever the length of the windows.
 */
export function slideSketches(
  pieces: readonly (SketchPairs | undefined)[],
  rows: number,
  windows: NonNullable<PeriodShape['windows']>,
): (SketchPairs | undefined)[] {
  const spans = new Array<SketchPairs | undefined>(windows.length * rows);
  for (let row = 0; row < rows; row++) {
    const counts = new Float64Array(size);
    let [from, to] = [0, 0];
    windows.forEach(([first, last], span) => {
      for (; to <= last; to++) addPairs(counts, pieces[to * rows + row] ?? [], 1);
      for (; from < first; from++) addPairs(counts, pieces[from * rows + row] ?? [], -1);
      spans[span * rows + row] = pairsOf(counts);
    });
  }
  return spans;
}

function addPairs(counts: Float64Array, pairs: readonly number[], sign: 1 | -1): void {
  for (let at = 0; at < pairs.length; at += 2) {
    const bucket = pairs[at] as number;
    counts[bucket] = (counts[bucket] as number) + sign * (pairs[at + 1] as number);
  }
}

function pairsOf(counts: Float64Array): SketchPairs | undefined {
  const pairs: SketchPairs = [];
  for (let bucket = 0; bucket < size; bucket++) {
    const count = counts[bucket] as number;
    if (count !== 0) pairs.push(bucket, count);
  }
  return pairs.length > 0 ? pairs : undefined;
}
