import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDistinct, exactUpTo } from '../../shared/distinct.ts';
import { personKey } from '../../shared/metrics/people.ts';
import { keyNumber } from '../../shared/store/people-format.ts';

/** The keys of people 0 to n - 1, each in some of the arrays. */
function arraysOf(people: number, arrays: number, overlap: number): { arrays: Float64Array[]; distinct: number } {
  const keys = Array.from({ length: people }, (_, person) => keyNumber(personKey(`p_${person}`)));
  const lists = Array.from({ length: arrays }, (_, list) =>
    keys.filter((_, person) => person % arrays === list || (person * 7 + list) % 10 < overlap),
  );
  return { arrays: lists.map((list) => Float64Array.from(list).sort()), distinct: new Set(keys).size };
}

describe('counting distinct people', () => {
  it('is exact up to the stated size, however often and wherever they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), { maxLength: 12 }),
        (lists) => {
          const arrays = lists.map((list) =>
            Float64Array.from(new Set(list.map((person) => keyNumber(personKey(`p_${person}`))))).sort(),
          );
          expect(countDistinct(arrays)).toEqual({ count: new Set(lists.flat()).size, error: 0 });
        },
      ),
    );
    const { arrays, distinct } = arraysOf(exactUpTo, 30, 9);
    expect(countDistinct(arrays)).toEqual({ count: distinct, error: 0 });
  });

  it.each([
    [20_000, 30, 2],
    [20_000, 90, 8],
    [200_000, 7, 1],
  ])('of %i in %i arrays is off by no more than it says', (people, lists, overlap) => {
    const { arrays, distinct } = arraysOf(people, lists, overlap);
    const { count, error } = countDistinct(arrays);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThanOrEqual(0.031);
    expect(Math.abs(count - distinct) / distinct).toBeLessThanOrEqual(error);
  });

  it('does not depend on the order of the arrays, nor on how they are merged', () => {
    const { arrays } = arraysOf(30_000, 12, 3);
    const merged = [0, 1, 2].map((n) =>
      Float64Array.from(arrays.filter((_, at) => at % 3 === n).flatMap((a) => [...a])).sort(),
    );
    const once = countDistinct(arrays);
    expect(countDistinct([...arrays].reverse())).toEqual(once);
    expect(countDistinct(merged)).toEqual(once);
  });

  it('of nobody is 0', () => {
    expect(countDistinct([])).toEqual({ count: 0, error: 0 });
    expect(countDistinct([new Float64Array(0)])).toEqual({ count: 0, error: 0 });
  });
});
