import { syntheticWeeks } from './company.ts';
import type { Random } from './random.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const start = Date.parse('2026-03-01T23:00:00Z');
const summer = Date.parse('2026-03-29T01:00:00Z');

/** The instant at which the clocks of Berlin show so many milliseconds since the first Monday began. */
function onTheClock(elapsed: number): number {
  const winter = start + elapsed;
  return winter >= summer + hourMs ? winter - hourMs : Math.min(winter, summer + hourMs - 1);
}

/** Any instant of a week (the first is 0); some lie within minutes of midnight, where days and weeks meet. */
export function momentIn(week: number, random: Random): number {
  const day = random.between(0, 6);
  const minute = random.chance(0.06) ? random.pick([0, 1, 1438, 1439]) : random.between(0, 1439);
  return onTheClock(((week * 7 + day) * 1440 + minute) * 60_000 + random.between(0, 59_999));
}

/** An instant of a week in working hours, mostly. */
export function workingMomentIn(week: number, random: Random): number {
  if (random.chance(0.1)) return momentIn(week, random);
  const minute = random.between(8 * 60, 18 * 60 - 1);
  return onTheClock(((week * 7 + random.between(0, 4)) * 1440 + minute) * 60_000 + random.between(0, 59_999));
}

export const weeks: readonly number[] = Array.from({ length: syntheticWeeks }, (_, week) => week);

/** The last instant of the last Sunday. */
export const end = onTheClock(syntheticWeeks * 7 * dayMs) - 1;
