import { refused } from '../../shared/changes/change.ts';

/** More lines than anyone reads. */
export const mostLines = 50;

/** How many lines an answer may be asked for; throws `BAD_REQUEST`, saying what is allowed. */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= mostLines) return first;
  throw refused('first', `1 to ${mostLines} can be asked for`, { limit: mostLines });
}

/** A list of lines costs what its lines cost, as many as were asked for: each may hold a report of its department. */
export const linesCost =
  (field: number) =>
  ({ first }: { first: number }) => ({ field, multiplier: Math.min(mostLines, Math.max(1, first)) });
