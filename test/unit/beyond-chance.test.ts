import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balanceZ,
  chanceOf,
  countZ,
  type Durations,
  dispersionOf,
  medianZ,
  type Sample,
  shareZ,
} from '../../shared/beyond-chance.ts';

const share = fc
  .record({ denominator: fc.integer({ min: 1, max: 5_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, part }): Sample => ({ numerator: Math.round(part * denominator), denominator }));

/** Pearson's X² of a table, from observed and expected counts. */
function chiSquare(rows: number[][]): number {
  const total = rows.flat().reduce((sum, count) => sum + count, 0);
  const rowSums = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columnSums = (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  return rows
    .flatMap((row, r) =>
      row.map((count, c) => {
        const expected = ((rowSums[r] ?? 0) * (columnSums[c] ?? 0)) / total;
        return expected === 0 ? 0 : (count - expected) ** 2 / expected;
      }),
    )
    .reduce((sum, part) => sum + part, 0);
}

/** A generator with a known start, so that every run sees the same draws. */
function randomFrom(seed: number) {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const deviationOf = (values: number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

describe('two shares', () => {
  it('differ by the root of X² of their table', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const table = [one, other].map(({ numerator, denominator }) => [numerator, denominator - numerator]);
        expect(shareZ(one, other) ** 2).toBeCloseTo(chiSquare(table), 6);
      }),
    );
  });

  it('have a difference that turns round with them', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        expect(shareZ(one, other)).toBeCloseTo(-shareZ(other, one), 9);
      }),
    );
  });

  it('as in a known example: 60 of 100 against 40 of 100 are 2.83 standard errors apart', () => {
    const z = shareZ({ numerator: 60, denominator: 100 }, { numerator: 40, denominator: 100 });
    expect(z).toBeCloseTo(2.828, 3);
  });
});

describe('two balances', () => {
  const moods = fc.record({ positive: fc.nat(500), neutral: fc.nat(500), negative: fc.nat(500) });

  it('are never told apart more surely than knowing each observation would', () => {
    fc.assert(
      fc.property(moods, moods, (one, other) => {
        const of = ({ positive, neutral, negative }: typeof one) => ({
          numerator: positive - negative,
          denominator: positive + neutral + negative,
          squares: positive + negative,
        });
        const [a, b] = [of(one), of(other)];
        fc.pre(a.denominator > 0 && b.denominator > 0);
        const all = a.denominator + b.denominator;
        const variance = (a.squares + b.squares) / all - ((a.numerator + b.numerator) / all) ** 2;
        fc.pre(variance > 1e-9);
        const difference = a.numerator / a.denominator - b.numerator / b.denominator;
        const exact = difference / Math.sqrt(variance * (1 / a.denominator + 1 / b.denominator));
        expect(Math.abs(balanceZ(a, b))).toBeLessThanOrEqual(Math.abs(exact) + 1e-9);
      }),
    );
  });
});

describe('two counts', () => {
  it('are as far apart as a binomial part of their sum is from its mean', () => {
    const count = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(count, count, fc.double({ min: 0.1, max: 10, noNaN: true }), (one, other, exposure) => {
        const p = exposure / (1 + exposure);
        const all = one + other;
        const binomial = (one - all * p) / Math.sqrt(all * p * (1 - p));
        expect(countZ(one, other, exposure, 1)).toBeCloseTo(binomial, 6);
        expect(countZ(one, other, exposure, 4)).toBeCloseTo(binomial / 2, 6);
      }),
    );
  });

  it('of nothing do not differ', () => expect(countZ(0, 0, 1, 1)).toBe(0));
});

describe('two medians', () => {
  it('of log-normal durations that are alike lie about one standard error apart', () => {
    const { normal } = randomFrom(7);
    const sample = (n: number): Durations => {
      const sorted = Array.from({ length: n }, () => Math.exp(7 + 1.5 * normal())).sort((a, b) => a - b);
      return { median: sorted[Math.ceil(n / 2) - 1] ?? 0, p90: sorted[Math.ceil(n * 0.9) - 1] ?? 0, n };
    };
    const scores = Array.from({ length: 600 }, () => medianZ(sample(60), sample(150)));
    expect(deviationOf(scores)).toBeGreaterThan(0.85);
    expect(deviationOf(scores)).toBeLessThan(1.15);
  });

  it('are not believed to be exact because they are even', () => {
    const even = (median: number): Durations => ({ median, p90: median, n: 20 });
    expect(Math.abs(medianZ(even(100), even(110)))).toBeLessThan(3.5);
    expect(medianZ(even(0), even(1))).toBe(0);
  });
});

describe('how much counts vary', () => {
  const dispersion = (groups: Parameters<typeof dispersionOf>[0]) => dispersionOf(groups, chanceOf.count);
  const daily = (counts: number[]) => counts.map((sum) => ({ sum, weight: 1 }));

  it('is not known of fewer than three', () => {
    expect(dispersion([daily([3, 9]), daily([1, 5])])).toBeUndefined();
    expect(dispersion([daily([3, 9]), daily([1, 5, 4])])).toBeGreaterThanOrEqual(1);
  });

  it('is never less than by chance', () => {
    expect(dispersion([daily([10, 10, 10, 10])])).toBe(1);
    expect(dispersion([daily([0, 0, 0])])).toBe(1);
  });

  it('grows with the size of the bursts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 2, max: 9 }),
        (counts, size) => {
          const one = dispersion([daily(counts)]) ?? 0;
          fc.pre(one > 1);
          expect(dispersion([daily(counts.map((count) => count * size))])).toBeCloseTo(one * size, 6);
        },
      ),
    );
  });

  it('looks at each period by itself: a step between them is the change, not the noise', () => {
    expect(dispersion([daily([10, 10, 10, 10]), daily([90, 90, 90, 90])])).toBe(1);
  });

  it('takes days that are longer for longer', () => {
    expect(
      dispersion([
        [
          { sum: 70, weight: 7 },
          { sum: 10, weight: 1 },
          { sum: 30, weight: 3 },
        ],
      ]),
    ).toBe(1);
  });
});

describe('how much shares vary', () => {
  const dispersion = (portions: { sum: number; weight: number }[]) => dispersionOf([portions], chanceOf.share);

  it('is as by chance when each day is as good as a draw from the same', () => {
    const { uniform: rng } = randomFrom(11);
    const days = Array.from({ length: 2_000 }, () => {
      const weight = 1 + Math.floor(rng() * 30);
      return { weight, sum: Array.from({ length: weight }, () => rng()).filter((one) => one < 0.3).length };
    });
    expect(dispersion(days)).toBeLessThan(1.1);
  });

  it('is as many times more as interactions that come together', () => {
    const { uniform: rng } = randomFrom(11);
    const days = Array.from({ length: 2_000 }, () => {
      const bursts = 1 + Math.floor(rng() * 30);
      return {
        weight: bursts * 5,
        sum: Array.from({ length: bursts }, () => rng()).filter((one) => one < 0.3).length * 5,
      };
    });
    expect(dispersion(days)).toBeGreaterThan(4.5);
    expect(dispersion(days)).toBeLessThan(5.5);
  });

  it('says nothing of days without observations, nor of fewer than three with some', () => {
    expect(
      dispersion([
        { sum: 1, weight: 2 },
        { sum: 0, weight: 0 },
        { sum: 1, weight: 3 },
      ]),
    ).toBeUndefined();
    expect(dispersion([3, 4, 5].map((weight) => ({ sum: weight, weight })))).toBe(1);
  });
});
