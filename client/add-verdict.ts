import type { Refused, Verdict } from './interaction-types.ts';

/** What was answered so far; `index` of a refused one is its place among all. */
export interface Sum {
  accepted: number;
  rejected: Refused[];
  rejectionsKept: boolean;
}

/**
 * Adds the verdict on a batch, whose events have these places among all, and gives the places of those to be sent again:
 * what the bus did not take is not refused for good.
 */
export function addVerdict(sum: Sum, verdict: Verdict, indices: readonly number[]): number[] {
  const placed = verdict.rejected.map((one) => ({ ...one, index: indices[one.index] ?? one.index }));
  const refused = placed.filter(({ code }) => code !== 'BUS_UNAVAILABLE');
  sum.accepted += verdict.accepted;
  sum.rejected.push(...refused);
  if (verdict.rejectionsKept === false && refused.length > 0) sum.rejectionsKept = false;
  return placed.filter(({ code }) => code === 'BUS_UNAVAILABLE').map(({ index }) => index);
}
