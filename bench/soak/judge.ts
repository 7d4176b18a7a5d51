import type { SoakSample } from './run-soak.ts';
import { isFlat, type Point, trendOf } from './trend.ts';

export interface Verdict {
  series: string;
  unit: string;
  median: number;
  /** A minute, with the ends of its interval of 95 % confidence. */
  slope: number;
  low: number;
  high: number;
  /** What it may grow in the whole time and still be flat. */
  tolerance: number;
  flat: boolean;
}

/** The part of the steady phase in which caches fill and code is compiled, which says nothing about what comes after. */
const warmUp = 0.25;

/**
 * Whether memory, backlog and latencies of the steady phase are flat, by the trend of what comes after its first quarter.
 * Growth is borne up to 10 % of the median and 16 MB of memory, two seconds of what is drained, a second of freshness, and
 * half the median and 50 ms of a latency.
 */
export function judge(samples: readonly SoakSample[], drainRate: number): Verdict[] {
  const [last] = samples.slice(-1);
  const settled = samples.filter(({ at }) => at > warmUp * (last?.at ?? 0));
  const series = (
    name: string,
    unit: string,
    of: (sample: SoakSample) => number,
    tolerance: (median: number) => number,
  ) => {
    const points: Point[] = settled.map((sample) => ({ x: sample.at / 60, y: of(sample) })).filter(({ y }) => y >= 0);
    const { slope, low, high, median } = trendOf(points);
    const borne = tolerance(median);
    return { series: name, unit, median, slope, low, high, tolerance: borne, flat: isFlat(points, borne) };
  };
  const memories = Object.keys(last?.memory ?? {}).map((name) =>
    series(
      `memory ${name}`,
      'MB',
      ({ memory }) => memory[name] ?? -1,
      (median) => 16 + 0.1 * median,
    ),
  );
  // A message holds some interactions: as many are waiting at least.
  const backlog = series(
    'backlog',
    'messages',
    ({ waiting }) => waiting,
    () => (2 * drainRate) / 10,
  );
  const freshness = series(
    'freshness p50',
    's',
    ({ freshnessP50 }) => freshnessP50,
    () => 1,
  );
  const latency = (name: string, of: (sample: SoakSample) => number) =>
    series(name, 'ms', of, (median) => 50 + 0.5 * median);
  return [
    ...memories,
    backlog,
    freshness,
    latency('accept p50', ({ acceptP50 }) => acceptP50),
    latency('accept p99', ({ acceptP99 }) => acceptP99),
    latency('report p50', ({ reportP50 }) => reportP50),
    latency('report p99', ({ reportP99 }) => reportP99),
  ];
}
