import { CalendarDate, parseDate, toCalendarDate } from '@internationalized/date';
import type { Filters } from './filters.ts';

export interface Days {
  from: string;
  to: string;
}

/** How long the buckets of a time axis are. */
export type Granularity = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** `window` or `range` of a report for the period chosen: a window keeps "the same part of the period before" as comparison. */
export function spanInput(filters: Filters) {
  switch (filters.period) {
    case '7d':
      return { window: { last: 7, unit: 'DAY' } } as const;
    case '28d':
      return { window: { last: 28, unit: 'DAY' } } as const;
    case '13w':
      return { window: { last: 13, unit: 'WEEK' } } as const;
    case '12m':
      return { window: { last: 12, unit: 'MONTH' } } as const;
    case 'week':
      return { window: { toDate: 'WEEK' } } as const;
    case 'month':
      return { window: { toDate: 'MONTH' } } as const;
    case 'quarter':
      return { window: { toDate: 'QUARTER' } } as const;
    case 'year':
      return { window: { toDate: 'YEAR' } } as const;
    default:
      return { range: { from: filters.from ?? '', to: filters.to ?? '' } } as const;
  }
}

/**
 * The days of the period as of today, as the API counts its windows: last days, weeks and months are those that are over,
 * periods to date end today. `today` is the day in the report's zone, `weekStart` an ISO weekday.
 */
export function daysOf(filters: Filters, today: string, weekStart: number): Days {
  const now = parseDate(today);
  const yesterday = now.subtract({ days: 1 });
  switch (filters.period) {
    case '7d':
      return days(now.subtract({ days: 7 }), yesterday);
    case '28d':
      return days(now.subtract({ days: 28 }), yesterday);
    case '13w': {
      const monday = beginOfWeek(now, weekStart);
      return days(monday.subtract({ weeks: 13 }), monday.subtract({ days: 1 }));
    }
    case '12m': {
      const first = now.set({ day: 1 });
      return days(first.subtract({ months: 12 }), first.subtract({ days: 1 }));
    }
    case 'week':
      return days(beginOfWeek(now, weekStart), now);
    case 'month':
      return days(now.set({ day: 1 }), now);
    case 'quarter':
      return days(new CalendarDate(now.year, now.month - ((now.month - 1) % 3), 1), now);
    case 'year':
      return days(new CalendarDate(now.year, 1, 1), now);
    default:
      return { from: filters.from ?? today, to: filters.to ?? today };
  }
}

/** Buckets that make a readable axis: at most about 60 of them. */
export function granularityOf({ from, to }: Days): Granularity {
  const length = lengthOf({ from, to });
  if (length <= 2) return 'HOUR';
  if (length <= 62) return 'DAY';
  return length <= 420 ? 'WEEK' : 'MONTH';
}

/** The whole ISO weeks that lie within the days, or undefined when there is none: numbers of employees are told by these. */
export function wholeWeeksIn({ from, to }: Days): Days | undefined {
  const first = beginOfWeek(parseDate(from).add({ days: 6 }), 1);
  const last = beginOfWeek(parseDate(to).add({ days: 1 }), 1).subtract({ days: 1 });
  return last.compare(first) > 0 ? days(first, last) : undefined;
}

/** Today in a time zone. */
export const todayIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);

/** How many days they are, both ends included. */
export const lengthOf = ({ from, to }: Days): number => parseDate(to).compare(parseDate(from)) + 1;

export const addDays = (day: string, count: number): string => parseDate(day).add({ days: count }).toString();

const beginOfWeek = (day: CalendarDate, weekStart: number): CalendarDate => {
  // 1970-01-05 was a Monday.
  const weekday = (((day.compare(new CalendarDate(1970, 1, 5)) % 7) + 7) % 7) + 1;
  return toCalendarDate(day.subtract({ days: (weekday - weekStart + 7) % 7 }));
};

const days = (from: CalendarDate, to: CalendarDate): Days => ({ from: from.toString(), to: to.toString() });
