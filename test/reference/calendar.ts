/** A run of calendar days, YYYY-MM-DD, both ends included. */
export interface Days {
  from: string;
  to: string;
}

/** Reads the calendar day of an instant (epoch milliseconds) off the clock of a time zone, as a person would. */
export function dayReader(timeZone: string): (at: number) => string {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`;
  };
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const textOf = (date: Date) => date.toISOString().slice(0, 10);

/** The day so many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + days);
  return textOf(date);
}

/** The last day of the month that a day lies in. */
export function monthEnd(day: string): string {
  const date = noon(`${day.slice(0, 7)}-01`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return textOf(date);
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => noon(day).getUTCDay() || 7;

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  let monday = day;
  while (weekdayOf(monday) !== 1) monday = plusDays(monday, -1);
  return monday;
}

/** The calendar months that a range consists of; none when it begins or ends within one. */
export function wholeMonths({ from, to }: Days): Days[] {
  if (!from.endsWith('-01') || monthEnd(to) !== to) return [];
  const months: Days[] = [];
  for (let first = from; first <= to; first = plusDays(monthEnd(first), 1))
    months.push({ from: first, to: monthEnd(first) });
  return months;
}

/** The ISO weeks that a range consists of; none when it begins or ends within one. */
export function wholeWeeks({ from, to }: Days): Days[] {
  if (weekdayOf(from) !== 1 || weekdayOf(to) !== 7) return [];
  const weeks: Days[] = [];
  for (let first = from; first <= to; first = plusDays(first, 7)) weeks.push({ from: first, to: plusDays(first, 6) });
  return weeks;
}

export const within = (day: string, { from, to }: Days): boolean => from <= day && day <= to;
