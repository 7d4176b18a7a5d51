/** The first day of the month of a day. */
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The first day of the month so many months after (or before) that of a day. */
export function addMonths(day: string, count: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** Whole months from the month of one day to that of another: 0 when they are the same. */
export const monthsFrom = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** The first days of the months from that of one day to that of another, both included. */
export const monthsOf = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, monthsFrom(from, to) + 1) }, (_, index) => addMonths(from, index));
