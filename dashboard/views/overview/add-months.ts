import { parseDate } from '@internationalized/date';

/** The first day of the month that lies so many months after (before: negative) that of a day. */
export const addMonths = (day: string, months: number): string =>
  parseDate(day).set({ day: 1 }).add({ months }).toString();
