import { countsOfSourcesByDay } from './cell-formats.ts';
import type { CellReader } from './cell-reader.ts';

/** How many interactions of each source are in the cells, of all times; months that did not change come from memory. */
export async function countBySource(reader: CellReader): Promise<Map<string, number>> {
  const { months } = await reader.readMonths(countsOfSourcesByDay, 'a', '9999-12');
  const sums = new Map<string, number>();
  for (const month of months.values()) {
    for (const [source, days] of month) {
      sums.set(source, (sums.get(source) ?? 0) + days.reduce((sum, count) => sum + count, 0));
    }
  }
  return sums;
}
