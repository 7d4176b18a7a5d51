import type { Benchmark } from './benchmark.ts';
import { monthsFrom } from './months.ts';
import type { Trajectory } from './trajectory.ts';
import { trendPoints } from './trend.ts';

export interface TrajectoryWarning {
  code: string;
  message: string;
}

/** An actual of longer ago says little of today. */
const freshMonths = 3;

/** A share of fewer interactions may be off by 18 percentage points either way (95 %, half of 29). */
const enoughInteractions = 30;

/** What to know of a trajectory before it is believed; `whole` is how many whole months have an actual. */
export function trajectoryWarnings(
  { targetDate }: Benchmark,
  latest: Trajectory['latest'],
  whole: number,
  today: string,
): TrajectoryWarning[] {
  const warnings: TrajectoryWarning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  if (latest) {
    const month = latest.month.slice(0, 7);
    if (whole === 0) warn('MONTH_NOT_OVER', 'Only the running month has an actual: it may still change.');
    if (monthsFrom(latest.month, today) > freshMonths)
      warn('OLD_ACTUALS', `The latest month with an actual is ${month}.`);
    if (latest.n < enoughInteractions) {
      warn(
        'SMALL_N',
        `The actual of ${month} is a share of ${latest.n} interactions: under ${enoughInteractions}, chance moves it much.`,
      );
    }
    if (whole < trendPoints.least) {
      warn('NO_FORECAST', `A forecast takes ${trendPoints.least} whole months with an actual; there are ${whole}.`);
    }
  } else {
    warn('NO_ACTUALS', 'No month has customer interactions on social or direct channels.');
  }
  if (targetDate < today) warn('TARGET_DATE_OVER', `The target date ${targetDate} is over.`);
  return warnings;
}
