import { addDays, daysBetween } from './zone.ts';

/** Days, both ends included. */
export interface Days {
  from: string;
  to: string;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The first Monday on or after a day. */
export const mondayFrom = (day: string): string => addDays(day, (8 - weekdayOf(day)) % 7);

/** The last Sunday on or before a day. */
export const sundayUntil = (day: string): string => addDays(day, -(weekdayOf(day) % 7));

/** The last whole ISO weeks, `most` of them, that lie within days; undefined when there is none. */
export function lastWholeWeeks({ from, to }: Days, most: number): Days | undefined {
  const last = sundayUntil(to);
  const weeks = Math.floor((daysBetween(mondayFrom(from), last) + 1) / 7);
  return weeks < 1 ? undefined : { from: addDays(last, 1 - 7 * Math.min(weeks, most)), to: last };
}
