import { addDays, type Days } from '../filters/span.ts';

/** Days that a live report may cover (36 months): all of them, or when they are more the last four weeks. */
export function liveDays({ from, to }: Days): Days {
  const monthsOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthsOf(to) - monthsOf(from) < 35 ? { from, to } : { from: addDays(to, -27), to };
}
