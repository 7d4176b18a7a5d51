import { endOfMonth, parseDate } from '@internationalized/date';
import { type Days, wholeWeeksIn } from '../../filters/span.ts';

export interface Counted extends Days {
  unit: 'MONTH' | 'WEEK';
}

/**
 * The days of which numbers about employees are told: the days themselves where they are whole months that are over, else the
 * whole ISO weeks within them that are; undefined when there is none. `today` is that of the organisation's home zone.
 */
export function countedDays({ from, to }: Days, today: string): Counted | undefined {
  const months = parseDate(from).day === 1 && endOfMonth(parseDate(to)).toString() === to && to < today;
  if (months) return { from, to, unit: 'MONTH' };
  const yesterday = parseDate(today).subtract({ days: 1 }).toString();
  const over = to < today ? to : yesterday;
  const weeks = from <= over ? wholeWeeksIn({ from, to: over }) : undefined;
  return weeks && { ...weeks, unit: 'WEEK' };
}

/** The last calendar month that is over: where weeks hold too few people to tell of, a month may not. */
export function lastWholeMonth(today: string): Days {
  const first = parseDate(today).set({ day: 1 }).subtract({ months: 1 });
  return { from: first.toString(), to: endOfMonth(first).toString() };
}
