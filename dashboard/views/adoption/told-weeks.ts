import { addDays, type Days, wholeWeeksIn } from '../../filters/span.ts';

/** A week of a report, by its Monday, with the values of the metrics asked for. */
export interface Week {
  monday: string;
  values: readonly { status: string; value: number | null }[];
}

/**
 * The whole ISO weeks of a period that are over by `today`, at most two years of them; `exact` is false when there is none
 * and the last one that is over stands in.
 */
export function weeksOf({ from, to }: Days, today: string): { weeks: Days; exact: boolean } {
  const yesterday = addDays(today, -1);
  const end = to < yesterday ? to : yesterday;
  const begin = from > addDays(end, -7 * 104) ? from : addDays(end, -7 * 104);
  const weeks = wholeWeeksIn({ from: begin, to: end });
  if (weeks) return { weeks, exact: true };
  const last = wholeWeeksIn({ from: addDays(end, -13), to: end }) ?? { from: begin, to: end };
  return { weeks: { from: addDays(last.to, -6), to: last.to }, exact: false };
}

/** The latest week in which a metric (by its place) could be told, with its value. */
export function lastTold(weeks: readonly Week[], at: number): { monday: string; value: number } | undefined {
  const week = weeks.findLast(({ values }) => (values[at]?.value ?? null) !== null);
  const value = week?.values[at]?.value ?? null;
  return week && value !== null ? { monday: week.monday, value } : undefined;
}

/** In how many weeks a metric (by its place) is withheld. */
export const withheldWeeks = (weeks: readonly Week[], at: number): number =>
  weeks.filter(({ values }) => values[at]?.status === 'WITHHELD').length;

/** The latest week in which both metrics (by their places) could be told. */
export function lastOfBoth(
  weeks: readonly Week[],
  one: number,
  other: number,
): { monday: string; one: number; other: number } | undefined {
  const both = weeks.findLast(({ values }) => values[one]?.value != null && values[other]?.value != null);
  const [first, second] = [both?.values[one]?.value, both?.values[other]?.value];
  return both && first != null && second != null ? { monday: both.monday, one: first, other: second } : undefined;
}
