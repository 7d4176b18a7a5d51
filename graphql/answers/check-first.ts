import { refused } from '../../shared/changes/change.ts';

/** More lines than anyone reads. */
export const mostLines = 50;

/** How many lines an answer may be asked for; throws `BAD_REQUEST`, saying what is allowed. */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= mostLines) return first;
  throw refused('first', `1 to ${mostLines} can be asked for`, { limit: mostLines });
}
