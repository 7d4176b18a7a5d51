import { refused } from '../../shared/changes/change.ts';
import { ApiError } from '../../shared/errors.ts';
import { monthsFrom } from '../../shared/months.ts';
import type { Days } from '../../shared/whole-weeks.ts';

/** First and last day that reports are about. */
export const firstDay = '1972-01-08';
const lastDay = '2200-12-31';
/** An answer covers fifty years at most: more months than anyone reads. */
const mostMonths = 600;

/** Refuses a range that is turned round. */
export function checkOrder({ from, to }: Days): void {
  if (from > to) throw refused('range', `from (${from}) is after to (${to}); both ends are included`);
}

/** Refuses a range that is turned round, out of reach or too long, naming what is allowed. */
export function checkRange(range: Days): void {
  checkOrder(range);
  const { from, to } = range;
  if (from < firstDay || to > lastDay) throw refused('range', `days from ${firstDay} to ${lastDay} can be asked for`);
  const months = monthsFrom(from, to);
  if (months <= mostMonths) return;
  throw new ApiError('COST_LIMIT', `range: ${months} months, at most ${mostMonths} (50 years) are allowed.`, {
    field: 'range',
    months,
    limit: mostMonths,
  });
}
