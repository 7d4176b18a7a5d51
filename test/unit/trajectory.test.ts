import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBenchmark } from '../../shared/benchmark.ts';
import { glidePath } from '../../shared/glide-path.ts';
import { addMonths } from '../../shared/months.ts';
import { trajectoryOf } from '../../shared/trajectory.ts';
import { trendOf } from '../../shared/trend.ts';

const today = '2026-11-21';
const year = { from: '2026-01-01', to: '2026-12-31' };
/** Actuals of the months up to October 2026, the last value last, each of a hundred interactions. */
const upToOctober = (...values: number[]) =>
  new Map(values.map((value, index) => [addMonths('2026-10-01', index + 1 - values.length), of(value)]));
const of = (actual: number, n = 100) => ({ actual, n });
const equal = (points: { x: number; y: number }[], weight = 1) => points.map((point) => ({ ...point, weight }));
const codes = ({ warnings }: ReturnType<typeof trajectoryOf>) => warnings.map(({ code }) => code);

describe('the glide path', () => {
  it('is straight between the two dates and flat outside', () => {
    const benchmark = { ...defaultBenchmark, baseline: 0.1, target: 0.5, targetDate: '2028-01-01' };
    expect(glidePath(benchmark, '2020-01-01')).toBe(0.1);
    expect(glidePath(benchmark, '2026-01-01')).toBe(0.1);
    expect(glidePath(benchmark, '2027-01-01')).toBeCloseTo(0.3, 12);
    expect(glidePath(benchmark, '2028-01-01')).toBe(0.5);
    expect(glidePath(benchmark, '2040-01-01')).toBe(0.5);
  });
});

describe('the trend', () => {
  it('is the line of least squares with the prediction interval of the textbook', () => {
    // Worked by hand: x̄ 2, ȳ 0.3, Σ(x − x̄)² 10, slope 0.08, Σ residuals² 0.004, s² 0.004 / 3.
    const trend = trendOf(equal([0.12, 0.26, 0.3, 0.34, 0.48].map((y, x) => ({ x, y }))));
    expect(trend?.at(2)).toBeCloseTo(0.3, 12);
    expect(trend?.at(6)).toBeCloseTo(0.62, 12);
    const s = Math.sqrt(0.004 / 3);
    expect(trend?.margin(6)).toBeCloseTo(1.638 * s * Math.sqrt(1 + 1 / 5 + 16 / 10), 9);
  });

  it('of a perfect line has no margin, and two points have no trend', () => {
    const trend = trendOf(equal([1, 2, 3, 4].map((x) => ({ x, y: x / 10 }))));
    expect(trend?.margin(30)).toBeCloseTo(0, 9);
    expect(trendOf(equal([1, 2].map((x) => ({ x, y: x / 10 }))))).toBeUndefined();
  });

  it('follows a point the more, the greater its weight, with the prediction interval of the textbook', () => {
    // Worked by hand: Σw 10, w̄ 2.5, x̄ 2, ȳ 0.34, Σw(x − x̄)² 10, slope 0.02 (unweighted −0.02), Σw residuals² 0.08, s 0.2.
    const trend = trendOf([
      { x: 0, y: 0.5, weight: 1 },
      { x: 1, y: 0.2, weight: 2 },
      { x: 2, y: 0.3, weight: 3 },
      { x: 3, y: 0.4, weight: 4 },
    ]);
    expect(trend?.at(2)).toBeCloseTo(0.34, 12);
    expect(trend?.at(4)).toBeCloseTo(0.38, 12);
    expect(trend?.margin(4)).toBeCloseTo(1.886 * 0.2 * Math.sqrt(1 / 2.5 + 1 / 10 + 4 / 10), 9);
  });

  it('with equal weights is that of ordinary least squares, whatever the weight', () => {
    const t = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 12 }), fc.integer({ min: 1, max: 100_000 }), (ys, w) => {
        const n = ys.length;
        const points = ys.map((y, x) => ({ x, y }));
        const [middle, mean] = [(n - 1) / 2, ys.reduce((sum, y) => sum + y, 0) / n];
        const spread = (n * (n * n - 1)) / 12;
        const slope = points.reduce((sum, { x, y }) => sum + (x - middle) * y, 0) / spread;
        const s2 = points.reduce((sum, { x, y }) => sum + (y - mean - slope * (x - middle)) ** 2, 0) / (n - 2);
        const trend = trendOf(equal(points, w));
        for (const x of [0, 5, 40]) {
          const margin = (t[n - 3] ?? 0) * Math.sqrt(s2 * (1 + 1 / n + (x - middle) ** 2 / spread));
          expect(trend?.at(x)).toBeCloseTo(mean + slope * (x - middle), 9);
          expect(trend?.margin(x)).toBeCloseTo(margin, 9);
        }
      }),
    );
  });

  it('covers about four of five further points of noise around a line', () => {
    let seed = 7;
    const uniform = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let covered = 0;
    for (let run = 0; run < 4_000; run++) {
      const points = Array.from({ length: 3 + (run % 10) }, (_, x) => ({ x, y: 0.3 + 0.01 * x + 0.02 * normal() }));
      const trend = trendOf(equal(points));
      const next = 0.3 + 0.01 * 15 + 0.02 * normal();
      if (trend && Math.abs(next - trend.at(15)) <= trend.margin(15)) covered++;
    }
    expect(covered / 4_000).toBeGreaterThan(0.78);
    expect(covered / 4_000).toBeLessThan(0.82);
  });
});

describe('the trajectory', () => {
  it('has a point for each month the range touches, with actuals, glide path and forecast after the latest month', () => {
    const { points, status, onTrack, latest } = trajectoryOf(
      defaultBenchmark,
      upToOctober(0.16, 0.18, 0.2),
      { from: '2026-08-15', to: '2026-12-02' },
      today,
    );
    expect(points.map(({ month, actual, complete }) => [month, actual, complete])).toEqual([
      ['2026-08-01', 0.16, true],
      ['2026-09-01', 0.18, true],
      ['2026-10-01', 0.2, true],
      ['2026-11-01', null, false],
      ['2026-12-01', null, false],
    ]);
    expect(points.map(({ forecast }) => forecast && Number(forecast.toFixed(9)))).toEqual([
      null,
      null,
      null,
      0.22,
      0.24,
    ]);
    expect([status, onTrack, latest]).toEqual(['ON_TRACK', true, { month: '2026-10-01', actual: 0.2, n: 100 }]);
  });

  it('requires what is missing, spread over the months from the running one to the target date', () => {
    const { requiredPerMonth, status } = trajectoryOf(defaultBenchmark, upToOctober(0.07), year, today);
    expect(requiredPerMonth).toBeCloseTo(0.5 / 50, 12);
    expect(status).toBe('BEHIND');
    const mid = { ...defaultBenchmark, targetDate: '2026-12-16' };
    expect(trajectoryOf(mid, upToOctober(0.27), year, today).requiredPerMonth).toBeCloseTo(0.3 / (1 + 15 / 31), 12);
  });

  it('says in which month the forecast reaches the target, if within twenty years', () => {
    const rising = trajectoryOf(defaultBenchmark, upToOctober(0.28, 0.29, 0.3), year, today);
    expect(rising.forecastDate).toBe('2029-01-01');
    expect(trajectoryOf(defaultBenchmark, upToOctober(0.3, 0.3, 0.3), year, today).forecastDate).toBeNull();
    expect(trajectoryOf(defaultBenchmark, upToOctober(0.3, 0.301, 0.302), year, today).forecastDate).toBeNull();
  });

  it('follows the last twelve whole months only', () => {
    const old = Array.from({ length: 10 }, () => 0.9);
    const recent = Array.from({ length: 12 }, (_, index) => 0.1 + index / 100);
    const { points } = trajectoryOf(defaultBenchmark, upToOctober(...old, ...recent), year, today);
    expect(points.at(-2)?.forecast).toBeCloseTo(0.22, 9);
  });

  it('leaves the running month out of trend and latest actual', () => {
    const actuals = new Map([...upToOctober(0.2, 0.2, 0.2), ['2026-11-01', of(0.9)]]);
    const { points, latest } = trajectoryOf(defaultBenchmark, actuals, year, today);
    expect(points.at(-2)).toMatchObject({ actual: 0.9, complete: false, forecast: expect.closeTo(0.2, 9) });
    expect(latest?.actual).toBe(0.2);
  });

  it('with a gap in the actuals spaces the months as they lie', () => {
    const actuals = new Map([
      ['2026-02-01', of(0.1)],
      ['2026-04-01', of(0.2)],
      ['2026-10-01', of(0.5)],
    ]);
    const { points } = trajectoryOf(defaultBenchmark, actuals, year, today);
    expect(points.at(-1)?.forecast).toBeCloseTo(0.6, 9);
  });

  it('weighs a month by what it was measured from: a few interactions do not bend it', () => {
    const shares: [number, number][] = [
      [0.2, 1_378],
      [0.21, 1_300],
      [0.22, 1_350],
      [1, 1],
      [0.24, 1_400],
      [0, 2],
    ];
    const months = shares.map(([actual, n], index) => [addMonths('2026-05-01', index), of(actual, n)] as const);
    const { points, warnings } = trajectoryOf(defaultBenchmark, new Map(months), year, today);
    expect(points.at(-1)?.forecast).toBeGreaterThan(0.26);
    expect(points.at(-1)?.forecast).toBeLessThan(0.28);
    expect(warnings).toEqual([
      {
        code: 'SMALL_N',
        message: expect.objectContaining({ en: expect.stringContaining('2026-10 is a share of 2 interactions') }),
      },
    ]);
  });

  it.each([
    [29, ['SMALL_N']],
    [30, []],
  ])('of a latest month of %i interactions warns %j', (n, expected) => {
    const actuals = new Map([...upToOctober(0.1, 0.2, 0.3), ['2026-10-01', of(0.3, n)]]);
    expect(codes(trajectoryOf(defaultBenchmark, actuals, year, today))).toEqual(expected);
  });

  it('of a goal already reached requires and forecasts nothing more', () => {
    const reached = trajectoryOf(defaultBenchmark, upToOctober(0.5, 0.55, 0.6), year, today);
    expect(reached).toMatchObject({ status: 'REACHED', onTrack: true, requiredPerMonth: null, forecastDate: null });
  });

  it('of a goal whose date is over is missed, and still says when it would be reached', () => {
    const over = { ...defaultBenchmark, baselineDate: '2020-01-01', targetDate: '2025-01-01' };
    const missed = trajectoryOf(over, upToOctober(0.5, 0.52, 0.54), year, today);
    expect(missed).toMatchObject({
      status: 'MISSED',
      onTrack: false,
      requiredPerMonth: null,
      forecastDate: '2026-12-01',
    });
    expect(codes(missed)).toEqual(['TARGET_DATE_OVER']);
  });

  it('with a target below the baseline is to be reached from above', () => {
    const falling = { ...defaultBenchmark, baseline: 0.6, target: 0.1 };
    const good = trajectoryOf(falling, upToOctober(0.45, 0.43, 0.41), year, today);
    expect(good).toMatchObject({ onTrack: true, status: 'ON_TRACK', forecastDate: '2028-02-01' });
    expect(good.requiredPerMonth).toBeCloseTo(-0.31 / 50, 12);
    expect(trajectoryOf(falling, upToOctober(0.61), year, today)).toMatchObject({ onTrack: false, status: 'BEHIND' });
    expect(trajectoryOf(falling, upToOctober(0.1), year, today).status).toBe('REACHED');
  });

  it('without any data has a glide path and nothing else', () => {
    const nothing = trajectoryOf(defaultBenchmark, new Map(), year, today);
    expect(nothing).toMatchObject({ status: 'UNKNOWN', onTrack: null, requiredPerMonth: null, forecastDate: null });
    expect(
      nothing.points.every(
        ({ actual, forecast, glidePath: path }) => actual === null && forecast === null && path >= 0.07,
      ),
    ).toBe(true);
    expect(codes(nothing)).toEqual(['NO_ACTUALS']);
  });

  it('warns of too few months, of the running one alone, and of old ones', () => {
    expect(codes(trajectoryOf(defaultBenchmark, upToOctober(0.1, 0.2), year, today))).toEqual(['NO_FORECAST']);
    const running = trajectoryOf(defaultBenchmark, new Map([['2026-11-01', of(0.3)]]), year, today);
    expect(codes(running)).toEqual(['MONTH_NOT_OVER', 'NO_FORECAST']);
    expect(running).toMatchObject({ onTrack: true, latest: { month: '2026-11-01' } });
    const old = new Map(['2016-01-01', '2016-02-01', '2016-03-01'].map((month) => [month, of(0.1)]));
    expect(codes(trajectoryOf(defaultBenchmark, old, year, today))).toEqual(['OLD_ACTUALS']);
  });

  it('keeps every forecast and its band within 0 and 1, in order', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 3, maxLength: 24 }), (values) => {
        const { points } = trajectoryOf(
          defaultBenchmark,
          upToOctober(...values),
          { from: '2026-01-01', to: '2076-12-31' },
          today,
        );
        for (const { forecast, forecastLow, forecastHigh } of points) {
          if (forecast === null || forecastLow === null || forecastHigh === null) continue;
          expect(forecastLow >= 0 && forecastLow <= forecast && forecast <= forecastHigh && forecastHigh <= 1).toBe(
            true,
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});
