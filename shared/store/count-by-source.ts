import { monthOf } from '../cell.ts';
import { addDays, daysOf } from '../zone.ts';
import type { CellFormat, CellReader } from './cell-reader.ts';

/** Interactions of a month by source, over all its days. */
const interactionsBySource: CellFormat<Map<string, number>> = {
  kind: 'S',
  segmentLength: 7,
  segmentOf: monthOf,
  daysOf: (month) => daysOf(`${month}-01`, addDays(`${month}-28`, 3)).filter((day) => monthOf(day) === month),
  empty: () => new Map(),
  add(into, _month, _rest, source, counters) {
    let sum = into.get(source) ?? 0;
    for (const [, count] of counters) sum += count;
    into.set(source, sum);
  },
};

/** How many interactions of each source are in the cells, of all times; months that did not change come from memory. */
export async function countBySource(reader: CellReader): Promise<Map<string, number>> {
  const months = await reader.readMonths(interactionsBySource, 'a', await reader.monthsUntil('9999-12'));
  const sums = new Map<string, number>();
  for (const month of months.values()) {
    for (const [source, count] of month) sums.set(source, (sums.get(source) ?? 0) + count);
  }
  return sums;
}
