import type { MetricDefinition, VolumeMeasure } from '../../shared/metrics/metric.ts';
import { audienceCode } from '../../shared/metrics/volume.ts';
import { chunkDays, volumeColumns } from '../../shared/store/cell-formats.ts';
import { activityCode, directionCode } from '../../shared/vocabulary.ts';
import type { LoadedCells } from './load-cells.ts';
import type { RowSpace } from './row-space.ts';
import type { TimeIndex } from './time-index.ts';

/** Numerator, denominator and n of every volume metric, by bucket, row and metric. */
export interface VolumeSums {
  metrics: MetricDefinition[];
  sums: Float64Array;
}
export const volumeSlots = 3;
const [numerator, denominator, counted] = [0, 1, 2];

/** Adds the volume cells up into buckets and rows. */
export function sumVolume(
  metrics: readonly MetricDefinition[],
  cells: LoadedCells,
  set: 'a' | 'd' | 'c' | 'x',
  time: TimeIndex,
  rows: RowSpace,
): VolumeSums {
  const volume = metrics.filter(({ measure }) => measure.family === 'volume');
  const width = volume.length * volumeSlots;
  const sums = new Float64Array(time.buckets.length * rows.size * width);
  const slots = volumeColumns.map((column) =>
    volume.flatMap(({ measure }, index) =>
      slotsOf(column, measure as VolumeMeasure).map((slot) => index * volumeSlots + slot),
    ),
  );
  const add = (bucket: number, base: number, column: number, count: number) => {
    const offset = rows.offsets[column] as number;
    if (offset < 0) return;
    const at = (bucket * rows.size + base + offset) * width;
    for (const slot of slots[column] as number[]) sums[at + slot] = (sums[at + slot] as number) + count;
  };

  for (const [chunk, members] of cells.volumeByDay ?? []) {
    const buckets = bucketsOfChunk(chunk, time);
    for (const [member, table] of members) {
      const base = rows.rowOf(set, member);
      if (base < 0) continue;
      for (let day = 0; day < chunkDays; day++) {
        const bucket = buckets[day] as number;
        if (bucket < 0) continue;
        const from = day * volumeColumns.length;
        for (let column = 0; column < volumeColumns.length; column++) {
          const count = table[from + column] as number;
          if (count !== 0) add(bucket, base, column, count);
        }
      }
    }
  }
  for (const members of cells.volumeByQuarter?.values() ?? []) {
    for (const [member, list] of members) {
      const base = rows.rowOf('x', member);
      if (base < 0) continue;
      for (let index = 0; index < list.length; index += 3) {
        const bucket = time.bucketOfQuarter(list[index] as number);
        if (bucket >= 0) add(bucket, base, list[index + 1] as number, list[index + 2] as number);
      }
    }
  }
  return { metrics: volume, sums };
}

/** The bucket of each day of a chunk, by day of the month modulo 8; -1 outside. */
export function bucketsOfChunk(chunk: string, time: TimeIndex): number[] {
  const first = Number(chunk.slice(8)) * chunkDays;
  return Array.from({ length: chunkDays }, (_, row) =>
    time.bucketOfDay(`${chunk.slice(0, 7)}-${String(first + row).padStart(2, '0')}`),
  );
}

function slotsOf(column: string, { activities, directions: only, per }: VolumeMeasure): number[] {
  const code = column.slice(0, 2);
  const inDirection = !only || only.some((direction) => directionCode[direction] === column.slice(2));
  const slots: number[] = [];
  if (activities === 'audience') {
    if (code === audienceCode.sum) slots.push(numerator as number);
    if (code === audienceCode.posts) slots.push(counted as number);
    return slots;
  }
  if (per === 'audience') {
    if (code === audienceCode.sum) slots.push(denominator as number);
    if (code === audienceCode.posts) slots.push(counted as number);
  }
  if (code === audienceCode.sum || code === audienceCode.posts || !inDirection) return slots;
  if (activities === 'all' || activities.some((activity) => activityCode[activity] === code))
    slots.push(numerator as number);
  return slots;
}
