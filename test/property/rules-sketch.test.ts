import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, durationOf, quantileOf, relativeError } from '../../shared/sketch.ts';

const fiftyYears = 50 * 366 * 86_400_000;
/** Durations of every magnitude, whole milliseconds: from none to 50 years. */
const duration = fc.oneof(
  fc.constantFrom(0, 1, 2, 999, 1000, fiftyYears),
  fc.double({ min: 0, max: Math.log(fiftyYears), noNaN: true }).map((exponent) => Math.floor(Math.exp(exponent))),
);
const durations = fc.array(duration, { minLength: 1, maxLength: 120 });
const quantile = fc.oneof(fc.constantFrom(0.5, 0.9, 0.95, 1), fc.double({ min: 0.001, max: 1, noNaN: true }));

function sketchOf(values: readonly number[], counts = new Array<number>(1600).fill(0), sign = 1): number[] {
  for (const value of values) counts[bucketOf(value)] = (counts[bucketOf(value)] ?? 0) + sign;
  return counts;
}

const exact = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length - 1e-9) - 1] as number;

describe('a sketch', () => {
  it('answers every quantile within 1 % of the exact nearest rank', () => {
    fc.assert(
      fc.property(durations, quantile, (values, q) => {
        const truth = exact(values, q);
        const error = Math.abs((quantileOf(sketchOf(values), q) as number) - truth);
        expect(error).toBeLessThanOrEqual(relativeError * truth + 1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes the middle rank exactly: the 9th of 10 is the 90th percentile, the 10th is not', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map((seconds) => seconds * 1000);
    expect(quantileOf(sketchOf(values), 0.9)).toBeCloseTo(9000, -3);
    expect(quantileOf(sketchOf(values), 0.91)).toBeGreaterThan(900_000);
    expect(quantileOf(sketchOf([5000]), 0.5)).toBeCloseTo(5000, -2);
  });

  it('merges by adding, in any order, to the sketch of all', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        expect(sketchOf(others, sketchOf(some))).toEqual(sketchOf([...some, ...others]));
      }),
      { numRuns: 100 },
    );
  });

  it('is as it was when what was added is subtracted', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        expect(sketchOf(others, sketchOf(others, sketchOf(some)), -1)).toEqual(sketchOf(some));
      }),
      { numRuns: 100 },
    );
  });

  it('knows an answer in no time, and one after 50 years', () => {
    expect(bucketOf(0)).toBe(0);
    expect(durationOf(0)).toBe(0);
    expect(bucketOf(fiftyYears)).toBeLessThan(1410);
    expect(Math.abs(durationOf(bucketOf(fiftyYears)) - fiftyYears)).toBeLessThanOrEqual(fiftyYears * relativeError);
  });

  it('never puts a longer duration in an earlier bucket', () => {
    fc.assert(
      fc.property(duration, duration, (a, b) => {
        expect(bucketOf(Math.min(a, b))).toBeLessThanOrEqual(bucketOf(Math.max(a, b)));
      }),
    );
  });

  it('of nothing has no quantile', () => {
    expect(quantileOf([], 0.5)).toBeUndefined();
    expect(quantileOf([0, 0], 0.5)).toBeUndefined();
  });
});
