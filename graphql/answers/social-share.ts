import type { Benchmark } from '../../shared/benchmark.ts';
import { addMonths, firstOfMonth } from '../../shared/months.ts';
import { ownBenchmark } from '../../shared/own-benchmark.ts';
import { type Actual, type Trajectory, type TrajectoryPoint, trajectoryOf } from '../../shared/trajectory.ts';
import { trendPoints } from '../../shared/trend.ts';
import { addDays, knownZone } from '../../shared/zone.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportWarning } from '../plan/report.ts';
import { checkRange } from './check-range.ts';

/** The trajectory of the company or a department, with what each point was measured from. */
export interface SocialShareAnswer extends Omit<Trajectory, 'points' | 'warnings'> {
  department: string | undefined;
  benchmark: Benchmark;
  /** The department has a benchmark of its own. */
  ownBenchmark: boolean;
  points: (TrajectoryPoint & { measured: MetricValue | null })[];
  warnings: ReportWarning[];
}

/**
 * The social-share trajectory over the months that a range touches, from one report: these months as far as they have
 * begun, and the twelve before the last of them, which the forecast needs.
 */
export async function answerSocialShare(
  range: { from: string; to: string },
  department: string | undefined,
  { deps, directory: { organisation } }: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<SocialShareAnswer> {
  checkRange(range);
  const home = knownZone(organisation.homeTimeZone);
  const today = home.dayOf(deps.clock());
  const own = department === undefined ? undefined : ownBenchmark(organisation, department);
  const benchmark = own ?? organisation.socialShare;
  const { rows, warnings } = await deps.report(
    {
      metrics: ['SOCIAL_SHARE'],
      range: daysToRead(range, today),
      granularity: 'MONTH',
      by: [],
      ...(department !== undefined && { filter: { departments: [department] } }),
      attributeTo: 'ENQUIRY',
    },
    organisation,
  );
  const measured = new Map(rows.map(({ start, values: [value] }) => [firstOfMonth(home.dayOf(start)), value ?? null]));
  const actuals = new Map<string, Actual>();
  for (const [month, value] of measured) {
    if (value?.value != null && value.n) actuals.set(month, { actual: value.value, n: value.n });
  }
  const trajectory = trajectoryOf(benchmark, actuals, range, today);
  const latest = trajectory.latest && measured.get(trajectory.latest.month);
  return {
    ...trajectory,
    department,
    benchmark,
    ownBenchmark: own !== undefined,
    points: trajectory.points.map((point) => ({ ...point, measured: measured.get(point.month) ?? null })),
    warnings: [...trajectory.warnings, ...warnings, ...(latest?.warnings ?? [])],
  };
}

/** Whole months but for the running one, which ends today. */
function daysToRead({ from, to }: { from: string; to: string }, today: string): { from: string; to: string } {
  const lastDay = addDays(addMonths(to, 1), -1);
  const end = earlier(lastDay, today);
  return { from: earlier(firstOfMonth(from), addMonths(end, -trendPoints.most)), to: end };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
