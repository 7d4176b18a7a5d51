import { type Days, mondayFrom, sundayUntil } from './whole-weeks.ts';
import { addDays, daysBetween } from './zone.ts';

/** The whole ISO weeks before an initiative and those after it, as many of each. */
export interface ComparedWeeks {
  before: Days;
  /** Undefined before the first week is over. */
  after: Days | undefined;
  /** How many weeks are compared with how many. */
  weeks: number;
  /** Whether all the weeks after it that were asked for are over. */
  complete: boolean;
}

/**
 * What to compare of an initiative that began on a day: the whole weeks before it with those since, the week in which it
 * began being neither unless it began on a Monday. While fewer than `asked` weeks are over, as few are compared before.
 */
export function comparedWeeks(began: string, asked: number, today: string): ComparedWeeks {
  const lastBefore = sundayUntil(addDays(began, -1));
  const firstAfter = mondayFrom(began);
  const over = Math.floor((daysBetween(firstAfter, sundayUntil(addDays(today, -1))) + 1) / 7);
  const weeks = Math.max(0, Math.min(asked, over));
  return {
    before: { from: addDays(lastBefore, 1 - 7 * (weeks || asked)), to: lastBefore },
    after: weeks > 0 ? { from: firstAfter, to: addDays(firstAfter, 7 * weeks - 1) } : undefined,
    weeks,
    complete: weeks === asked,
  };
}
