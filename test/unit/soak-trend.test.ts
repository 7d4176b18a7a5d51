import { describe, expect, it } from 'vitest';
import { judge } from '../../bench/soak/judge.ts';
import type { SoakSample } from '../../bench/soak/run-soak.ts';
import { isFlat, trendOf } from '../../bench/soak/trend.ts';
import { randomOf } from '../chaos/random.ts';

const series = (count: number, of: (x: number) => number) => Array.from({ length: count }, (_, x) => ({ x, y: of(x) }));

describe('a trend', () => {
  it('is that of the line, whatever a tenth of the points say', () => {
    const { slope, low, high } = trendOf(series(60, (x) => (x % 10 === 3 ? 1_000 : 5 + 2 * x)));
    expect(slope).toBeCloseTo(2, 1);
    expect(low).toBeLessThanOrEqual(slope);
    expect(high).toBeGreaterThanOrEqual(slope);
  });

  it('is not told by two points', () => {
    expect(trendOf(series(2, (x) => x)).slope).toBeNaN();
    expect(
      isFlat(
        series(2, () => 1),
        10,
      ),
    ).toBe(false);
  });

  it('encloses the true slope of noisy lines 95 times of 100, or nearly', () => {
    const random = randomOf(1);
    const enclosed = Array.from({ length: 200 }, () => {
      const { low, high } = trendOf(series(40, (x) => 0.5 * x + 20 * random()));
      return low <= 0.5 && 0.5 <= high;
    });
    expect(enclosed.filter(Boolean).length).toBeGreaterThan(180);
  });
});

describe('memory is', () => {
  const sample = (at: number, megabytes: number) =>
    ({
      phase: 'steady',
      at,
      memory: { host: megabytes },
      waiting: 0,
      freshnessP50: 1,
      acceptP50: 1,
      acceptP99: 1,
      reportP50: 1,
      reportP99: 1,
    }) as unknown as SoakSample;
  const flat = (of: (at: number) => number) =>
    judge(
      Array.from({ length: 90 }, (_, index) => sample(10 * (index + 1), of(10 * (index + 1)))),
      1_000,
    )[0]?.flat;

  it('flat while it goes up and down as garbage comes and goes', () => {
    expect(flat((at) => 200 + (at % 70))).toBe(true);
  });

  it('flat when it only grew at the beginning', () => {
    expect(flat((at) => 100 + Math.min(at, 200))).toBe(true);
  });

  it('growing when it leaks 5 MB a minute', () => {
    expect(flat((at) => 200 + (at % 70) / 7 + at / 12)).toBe(false);
  });
});
