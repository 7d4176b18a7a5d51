import type { Goal } from './plans.ts';
import { type Days, lastWholeWeeks } from './whole-weeks.ts';
import { addDays, daysBetween } from './zone.ts';

const measuredWeeks = 13;

/**
 * The days by which a goal is judged: the last 13 whole ISO weeks that are over by `today`, or as many as there were
 * since it began, and none after it was due. Undefined before the first of them is over.
 */
export const goalDays = ({ from, due }: Goal, today: string): Days | undefined => {
  const yesterday = addDays(today, -1);
  return lastWholeWeeks({ from, to: due < yesterday ? due : yesterday }, measuredWeeks);
};

/** (value - baseline) / (target - baseline): 1 is reached. Null without a value, and when the goal is to hold the baseline. */
export const goalProgress = ({ baseline, target }: Goal, value: number | null): number | null =>
  value === null || target === baseline ? null : (value - baseline) / (target - baseline);

/**
 * Whether progress is at least the share of the time that is over; a goal that holds its baseline is on track while the
 * value is not worse in the metric's good direction (1 or -1). Null without a value, and when neither direction is good.
 */
export function goalOnTrack(
  goal: Goal,
  value: number | null,
  today: string,
  goodDirection: -1 | 0 | 1,
): boolean | null {
  if (value === null) return null;
  const progress = goalProgress(goal, value);
  if (progress !== null) return progress >= elapsedShare(goal, today);
  return goodDirection === 0 ? null : (value - goal.target) * goodDirection >= 0;
}

function elapsedShare({ from, due }: Goal, today: string): number {
  const share = daysBetween(from, today) / daysBetween(from, due);
  return Math.min(1, Math.max(0, share));
}
