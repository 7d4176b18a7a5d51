import { describe, expect, it } from 'vitest';
import { commonCadences, readCadence } from '../../../dashboard/views/sources/cadence.ts';

describe('a rhythm in words', () => {
  it.each([
    ['PT15M', 15, 'minute'],
    ['PT90M', 90, 'minute'],
    ['PT1H', 1, 'hour'],
    ['PT24H', 1, 'day'],
    ['P1DT12H', 36, 'hour'],
    ['P14D', 2, 'week'],
    ['P1M', 1, 'month'],
    ['P18M', 18, 'month'],
    ['P1Y', 1, 'year'],
  ])('%s is every %i %s', (duration, count, unit) => {
    expect(readCadence(duration)).toEqual({ count, unit });
  });

  it.each(['P1M1D', 'PT30S', 'P', 'PT0M', 'daily', ''])('%s has none', (duration) => {
    expect(readCadence(duration)).toBeUndefined();
  });

  it('has words for every rhythm that the page offers', () => {
    expect(commonCadences.filter((cadence) => !readCadence(cadence))).toEqual([]);
  });
});
