import type { Benchmark } from './benchmark.ts';
import { glidePath, isAsGood } from './glide-path.ts';
import { addMonths, firstOfMonth, monthsFrom, monthsOf } from './months.ts';
import { type TrajectoryWarning, trajectoryWarnings } from './trajectory-warnings.ts';
import { type Trend, trendOf, trendPoints } from './trend.ts';
import { daysBetween } from './zone.ts';

/** How the social share moves towards its target. */
export interface Trajectory {
  points: TrajectoryPoint[];
  status: TrajectoryStatus;
  latest: ({ month: string } & Actual) | null;
  /** Ratio for each month left; null when the goal is reached, its date is over, or nothing is known. */
  requiredPerMonth: number | null;
  /** The first month, by its first day, in which the forecast reaches the target. */
  forecastDate: string | null;
  onTrack: boolean | null;
  warnings: TrajectoryWarning[];
}

export interface TrajectoryPoint {
  /** The first day of the month. */
  month: string;
  actual: number | null;
  /** Whether the month is over. */
  complete: boolean;
  glidePath: number;
  /** For months after the latest whole one; so are its bounds. */
  forecast: number | null;
  forecastLow: number | null;
  forecastHigh: number | null;
}

export const trajectoryStatuses = ['REACHED', 'ON_TRACK', 'BEHIND', 'MISSED', 'UNKNOWN'] as const;
export type TrajectoryStatus = (typeof trajectoryStatuses)[number];

/** The share of a month, and the interactions it was measured from (more than 0). */
export interface Actual {
  actual: number;
  n: number;
}

/** Months beyond which a forecast is not followed. */
const horizon = 240;

const noForecast = { forecast: null, forecastLow: null, forecastHigh: null };

/**
 * The trajectory over the months of a range as seen on a day: the actual shares beside the glide path, and the trend of
 * the last up to twelve whole months with an actual, each of the weight of its `n`. `actuals` go by the first day of the
 * month and may reach back before the range. The latest actual is that of a whole month, or of the running one when there
 * is no other; the months left are those from the running month to the target date. Forecasts are held within 0 and 1.
 */
export function trajectoryOf(
  benchmark: Benchmark,
  actuals: ReadonlyMap<string, Actual>,
  range: { from: string; to: string },
  today: string,
): Trajectory {
  const running = firstOfMonth(today);
  const known = [...actuals].map(([month, one]) => ({ month, ...one })).sort((a, b) => (a.month < b.month ? -1 : 1));
  const whole = known.filter(({ month }) => month < running);
  const latest = whole.at(-1) ?? known.at(-1) ?? null;
  const from = whole[0]?.month ?? running;
  const trend = trendOf(
    whole
      .slice(-trendPoints.most)
      .map(({ month, actual, n }) => ({ x: monthsFrom(from, month), y: actual, weight: n })),
  );
  const points = monthsOf(range.from, range.to).map((month) => ({
    month,
    actual: actuals.get(month)?.actual ?? null,
    complete: month < running,
    glidePath: glidePath(benchmark, month),
    ...(trend && latest && month > latest.month ? forecastAt(trend, monthsFrom(from, month)) : noForecast),
  }));
  const status = statusOf(benchmark, latest, today);
  const left = monthsUntil(benchmark.targetDate, running);
  const open = status === 'ON_TRACK' || status === 'BEHIND';
  return {
    points,
    status,
    latest,
    requiredPerMonth: open && latest && left > 0 ? (benchmark.target - latest.actual) / left : null,
    forecastDate: trend && status !== 'REACHED' ? reachedIn(benchmark, trend, from, running) : null,
    onTrack: latest && isAsGood(benchmark, latest.actual, glidePath(benchmark, latest.month)),
    warnings: trajectoryWarnings(benchmark, latest, whole.length, today),
  };
}

/** Rounded to nine digits, so that a sum of floats that should be the target is the target. */
const withinShares = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1e9) / 1e9));

const forecastAt = (trend: Trend, x: number) => ({
  forecast: withinShares(trend.at(x)),
  forecastLow: withinShares(trend.at(x) - trend.margin(x)),
  forecastHigh: withinShares(trend.at(x) + trend.margin(x)),
});

function reachedIn(benchmark: Benchmark, trend: Trend, from: string, next: string): string | null {
  const first = monthsFrom(from, next);
  for (let x = first; x < first + horizon; x++) {
    if (isAsGood(benchmark, withinShares(trend.at(x)), benchmark.target)) return addMonths(from, x);
  }
  return null;
}

function statusOf(benchmark: Benchmark, latest: Trajectory['latest'], today: string): TrajectoryStatus {
  if (!latest) return 'UNKNOWN';
  if (isAsGood(benchmark, latest.actual, benchmark.target)) return 'REACHED';
  if (benchmark.targetDate < today) return 'MISSED';
  return isAsGood(benchmark, latest.actual, glidePath(benchmark, latest.month)) ? 'ON_TRACK' : 'BEHIND';
}

/** Months from the first day of a month to a day, the last one in parts; negative when it is before. */
function monthsUntil(day: string, month: string): number {
  const of = firstOfMonth(day);
  return monthsFrom(month, day) + daysBetween(of, day) / daysBetween(of, addMonths(day, 1));
}
