import { endOfMonth, parseDate } from '@internationalized/date';
import { addDays, type Days } from '../../filters/span.ts';
import type { Week } from './told-weeks.ts';

/** The calendar months, the latest first, whose whole weeks could all tell a metric (by its place): each may tell it, too. */
export function toldMonths(weeks: readonly Week[], at: number): Days[] {
  const told = new Map<string, boolean>();
  for (const { monday, values } of weeks) {
    const month = monday.slice(0, 7);
    // A week that begins in one month and ends in another is whole in neither.
    if (addDays(monday, 6).slice(0, 7) !== month) continue;
    told.set(month, told.get(month) !== false && values[at]?.value != null);
  }
  return [...told]
    .filter(([, all]) => all)
    .map(([month]) => ({ from: `${month}-01`, to: endOfMonth(parseDate(`${month}-01`)).toString() }))
    .reverse();
}
