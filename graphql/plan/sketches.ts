import type { PeriodShape } from './period.ts';

/**
 * A sketch as it is added up: flat pairs of bucket and count while these are few, as in most places of a long report, and
 * counts by bucket from then on.
 */
export type Sketch = number[] | Float64Array;

/** Buckets of a sketch: 50 years are below 1,410. */
const size = 1_600;
/** Numbers in a list of pairs from which on counts by bucket are faster, and take as much memory soon. */
const longest = 512;

/** The sketch with a count added; it is changed, or replaced. */
export function addToSketch(sketch: Sketch | undefined, bucket: number, count: number): Sketch {
  if (sketch === undefined) return [bucket, count];
  if (Array.isArray(sketch)) {
    sketch.push(bucket, count);
    return sketch.length > longest ? countsOf([sketch]) : sketch;
  }
  sketch[bucket] = (sketch[bucket] as number) + count;
  return sketch;
}

/** The counts by bucket of sketches together; those of a single one may be its own, so they are not to be changed. */
export function countsOf(sketches: Iterable<Readonly<Sketch> | readonly number[] | undefined>): Float64Array {
  const all = [...sketches].filter((sketch) => sketch !== undefined);
  if (all.length === 1 && all[0] instanceof Float64Array) return all[0];
  const counts = new Float64Array(size);
  for (const sketch of all) addTo(counts, sketch, 1);
  return counts;
}

/** The sum of sketches; undefined when there are none. */
export function mergeSketches(sketches: Iterable<Sketch | undefined>): Sketch | undefined {
  const all = [...sketches].filter((sketch) => sketch !== undefined);
  return all.length === 0 ? undefined : countsOf(all);
}

/**
 * Sketches of pieces, `rows` for each, as sketches of spans. Windows only ever move on, so each piece is added once and taken
 * off once, whatever the length of the windows.
 */
export function slideSketches(
  pieces: readonly (Sketch | undefined)[],
  rows: number,
  windows: NonNullable<PeriodShape['windows']>,
): (Sketch | undefined)[] {
  const spans = new Array<Sketch | undefined>(windows.length * rows);
  for (let row = 0; row < rows; row++) {
    const counts = new Float64Array(size);
    let [from, to] = [0, 0];
    windows.forEach(([first, last], span) => {
      for (; to <= last; to++) addTo(counts, pieces[to * rows + row] ?? [], 1);
      for (; from < first; from++) addTo(counts, pieces[from * rows + row] ?? [], -1);
      spans[span * rows + row] = pairsOf(counts);
    });
  }
  return spans;
}

function addTo(counts: Float64Array, sketch: Readonly<Sketch> | readonly number[], sign: 1 | -1): void {
  if (sketch instanceof Float64Array) {
    for (let bucket = 0; bucket < size; bucket++)
      counts[bucket] = (counts[bucket] as number) + sign * (sketch[bucket] as number);
    return;
  }
  for (let at = 0; at < sketch.length; at += 2) {
    const bucket = sketch[at] as number;
    counts[bucket] = (counts[bucket] as number) + sign * (sketch[at + 1] as number);
  }
}

function pairsOf(counts: Float64Array): Sketch | undefined {
  const pairs: number[] = [];
  for (let bucket = 0; bucket < size; bucket++) {
    const count = counts[bucket] as number;
    if (count !== 0) pairs.push(bucket, count);
  }
  return pairs.length > 0 ? pairs : undefined;
}
