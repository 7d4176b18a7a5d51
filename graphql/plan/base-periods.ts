import { periodStart } from '../../shared/report-windows.ts';
import { addDays, type Zone } from '../../shared/zone.ts';
import type { Days } from './days.ts';

/** An ISO week or a calendar month of the home zone: `week:2026-11-16` or `month:2026-11`. */
export interface BasePeriod {
  key: string;
  from: string;
  to: string;
}

/**
 * The months, or else the ISO weeks, that days are made up of; undefined when they are not whole ones, or not over at
 * `asOf` (epoch milliseconds).
 */
export function basePeriodsOf(from: string, to: string, home: Zone, asOf: number): BasePeriod[] | undefined {
  const next = addDays(to, 1);
  if (to < from || home.startOf(next) > asOf) return undefined;
  for (const unit of ['MONTH', 'WEEK'] as const) {
    if (periodStart(from, unit, 1) === from && periodStart(next, unit, 1) === next) return cut(from, to, unit);
  }
  return undefined;
}

/** The whole ISO weeks within some days that are over at `asOf`; `from` is after `to` when there is none. */
export function wholeWeeksIn({ from, to }: Days, home: Zone, asOf: number): Days {
  const first = periodStart(addDays(from, 6), 'WEEK', 1);
  const today = home.dayOf(asOf);
  const end = addDays(periodStart(today <= to ? today : addDays(to, 1), 'WEEK', 1), -1);
  return { from: first, to: end };
}

/** The last whole ISO weeks that end before a day: the first and last day of so many. */
export function lastWeeksBefore(day: string, weeks: number): Days {
  const next = periodStart(day, 'WEEK', 1);
  return { from: addDays(next, -7 * weeks), to: addDays(next, -1) };
}

function cut(from: string, to: string, unit: 'MONTH' | 'WEEK'): BasePeriod[] {
  const periods: BasePeriod[] = [];
  for (let first = from; first <= to; ) {
    // No month is longer than 31 days, and no day 32 after its start lies in the month after the next.
    const next = unit === 'WEEK' ? addDays(first, 7) : periodStart(addDays(first, 31), 'MONTH', 1);
    const key = unit === 'WEEK' ? `week:${first}` : `month:${first.slice(0, 7)}`;
    periods.push({ key, from: first, to: addDays(next, -1) });
    first = next;
  }
  return periods;
}
