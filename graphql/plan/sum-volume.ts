import type { MetricDefinition, VolumeMeasure, VolumeSum } from '../../shared/metrics/metric.ts';
import { chunkDays, volumeColumns } from '../../shared/store/cell-formats.ts';
import { type ChannelKind, channelKinds, directionCode } from '../../shared/vocabulary.ts';
import type { LoadedCells } from './load-cells.ts';
import { addWindows, type PeriodShape } from './period.ts';
import type { RowSpace } from './row-space.ts';
import type { TimeIndex } from './time-index.ts';

/** Numerator, denominator, n and what could have been scored, of every volume metric, by span, row and metric. */
export interface VolumeSums {
  metrics: MetricDefinition[];
  sums: Float64Array;
}
export const volumeSlots = 4;

/** Adds the volume cells up into spans and rows. */
export function sumVolume(
  metrics: readonly MetricDefinition[],
  cells: LoadedCells,
  set: 'a' | 'd' | 'c' | 'x',
  time: TimeIndex,
  rows: RowSpace,
  windows: PeriodShape['windows'],
): VolumeSums {
  const volume = metrics.filter(({ measure }) => measure.family === 'volume');
  const width = volume.length * volumeSlots;
  const sums = new Float64Array(time.buckets.length * rows.size * width);
  const effects = effectsByKind(volume.map(({ measure }) => measure as VolumeMeasure));
  const add = (bucket: number, base: number, column: number, count: number, of: Effects) => {
    const offset = rows.offsets[column] as number;
    if (offset < 0) return;
    const at = (bucket * rows.size + base + offset) * width;
    const { slots, signs } = of[column] as Effect;
    for (let index = 0; index < slots.length; index++) {
      const slot = at + (slots[index] as number);
      sums[slot] = (sums[slot] as number) + (signs[index] as number) * count;
    }
  };

  for (const [chunk, members] of cells.volumeByDay ?? []) {
    const buckets = bucketsOfChunk(chunk, time);
    for (const [member, table] of members) {
      const base = rows.rowOf(set, member);
      if (base < 0) continue;
      const of = effects[rows.kindOf(set, member) ?? 'any'];
      for (let day = 0; day < chunkDays; day++) {
        const bucket = buckets[day] as number;
        if (bucket < 0) continue;
        const from = day * volumeColumns.length;
        for (let column = 0; column < volumeColumns.length; column++) {
          const count = table[from + column] as number;
          if (count !== 0) add(bucket, base, column, count, of);
        }
      }
    }
  }
  for (const members of cells.volumeByQuarter?.values() ?? []) {
    for (const [member, list] of members) {
      const base = rows.rowOf('x', member);
      if (base < 0) continue;
      const of = effects[rows.kindOf('x', member) ?? 'any'];
      for (let index = 0; index < list.length; index += 3) {
        const bucket = time.bucketOfQuarter(list[index] as number);
        if (bucket >= 0) add(bucket, base, list[index + 1] as number, list[index + 2] as number, of);
      }
    }
  }
  return { metrics: volume, sums: addWindows(sums, rows.size * width, windows) };
}

/** The bucket of each day of a chunk, by day of the month modulo 8; -1 outside. */
export function bucketsOfChunk(chunk: string, time: TimeIndex): number[] {
  const first = Number(chunk.slice(8)) * chunkDays;
  return Array.from({ length: chunkDays }, (_, row) =>
    time.bucketOfDay(`${chunk.slice(0, 7)}-${String(first + row).padStart(2, '0')}`),
  );
}

/** Which slots a column adds to, and with which sign. */
interface Effect {
  slots: number[];
  signs: number[];
}
type Effects = Effect[];

/** The effects of every column in channels of each kind; `any` for members that are not told apart by channel. */
function effectsByKind(measures: readonly VolumeMeasure[]): Record<ChannelKind | 'any', Effects> {
  const of = (kind?: ChannelKind): Effects => volumeColumns.map((column) => effectOf(column, measures, kind));
  const [social, direct, internal] = channelKinds.map(of) as [Effects, Effects, Effects];
  return { any: of(), social, direct, internal };
}

function effectOf(column: string, measures: readonly VolumeMeasure[], kind: ChannelKind | undefined): Effect {
  const effect: Effect = { slots: [], signs: [] };
  measures.forEach(({ numerator, denominator, n, coverageOf }, index) => {
    [numerator, denominator, n, coverageOf].forEach((sum, slot) => {
      const sign = sum ? signIn(sum, column, kind) : 0;
      if (sign === 0) return;
      effect.slots.push(index * volumeSlots + slot);
      effect.signs.push(sign);
    });
  });
  return effect;
}

function signIn({ codes, minus, directions, channelKinds: kinds }: VolumeSum, column: string, kind?: ChannelKind) {
  const code = column.slice(0, 2);
  if (directions && !directions.some((direction) => directionCode[direction] === column.slice(2))) return 0;
  if (kinds && !(kind && kinds.includes(kind))) return 0;
  if (codes.includes(code)) return 1;
  return minus?.includes(code) ? -1 : 0;
}
