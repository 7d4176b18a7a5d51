import type { Benchmark } from './benchmark.ts';
import { daysBetween } from './zone.ts';

/** Where the way from the baseline to the target is on a day: straight between their dates, flat outside. */
export function glidePath({ baseline, baselineDate, target, targetDate }: Benchmark, day: string): number {
  const share = daysBetween(baselineDate, day) / daysBetween(baselineDate, targetDate);
  if (share <= 0) return baseline;
  return share >= 1 ? target : baseline + (target - baseline) * share;
}

/** Whether a value is at least as good as another: a target below the baseline is to be reached from above. */
export const isAsGood = ({ baseline, target }: Benchmark, value: number, as: number): boolean =>
  target < baseline ? value <= as : value >= as;
