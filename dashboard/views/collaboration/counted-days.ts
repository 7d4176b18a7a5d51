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

/** The last calendar months that are over, the latest first. */
export function lastMonths(today: string, count: number): Days[] {
  const running = parseDate(today).set({ day: 1 });
  return Array.from({ length: count }, (_, index) => {
    const first = running.subtract({ months: index + 1 });
    return { from: first.toString(), to: endOfMonth(first).toString() };
  });
}
