import { describe, expect, it } from 'vitest';
import { bottleneckOf, nothingShipped } from '../../../dashboard/views/ideas/bottleneck.ts';

const step = (stage: string, count: number | null, open: number | null = 0) => ({ stage, count, open, declined: 0 });

describe('where ideas wait', () => {
  it('is the step before which most of them are, the earliest of equals', () => {
    const steps = [step('submitted', 10), step('reviewed', 6, 4), step('accepted', 2, 4)];
    expect(bottleneckOf(steps)).toEqual({ stage: 'reviewed', open: 4, submitted: 10 });
  });

  it('is nowhere when none waits, none was submitted, or it is withheld', () => {
    expect(bottleneckOf([step('submitted', 3), step('reviewed', 3)])).toBeUndefined();
    expect(bottleneckOf([step('submitted', 0), step('reviewed', 0)])).toBeUndefined();
    expect(bottleneckOf([step('submitted', null), step('reviewed', null, null)])).toBeUndefined();
  });
});

describe('that nothing shipped', () => {
  it('is a fact of ideas that were submitted, and of no other', () => {
    expect(nothingShipped([step('submitted', 2), step('shipped', 0)])).toBe(true);
    expect(nothingShipped([step('submitted', 2), step('shipped', 1)])).toBe(false);
    expect(nothingShipped([step('submitted', 0), step('shipped', 0)])).toBe(false);
    expect(nothingShipped([step('submitted', null), step('shipped', null)])).toBe(false);
  });
});
