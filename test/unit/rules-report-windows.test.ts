import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf, comparedBucket, dayBucket } from '../../shared/buckets.ts';
import {
  calendarPeriods,
  periodStart,
  type ReportWindow,
  rangeOf,
  type WindowUnit,
  windowUnits,
} from '../../shared/report-windows.ts';
import { checkRunning, type Running, runningStart } from '../../shared/running.ts';
import { addDays, daysBetween, knownZone } from '../../shared/zone.ts';

const berlin = knownZone('Europe/Berlin');
const today = fc.integer({ min: 0, max: 3_000 }).map((offset) => addDays('2024-01-01', offset));
const weekStart = fc.integer({ min: 1, max: 7 });
const days = (window: ReportWindow, day: string, start = 1): string => {
  const { from, to } = rangeOf(undefined, window, day, start);
  return `${from} ${to}`;
};
/** What a window is compared with as a whole. */
const before = (window: ReportWindow, day: string): string => {
  const range = rangeOf(undefined, window, day, 1);
  const { firstDay, lastDay } = comparedBucket(
    dayBucket(range.from, range.to, berlin),
    range,
    'PREVIOUS_PERIOD',
    berlin,
  );
  return `${firstDay} ${lastDay}`;
};

describe('a window', () => {
  it.each([
    ['days', { last: 28, unit: 'DAY' }, '2026-10-24 2026-11-20'],
    ['days and today', { last: 28, unit: 'DAY', complete: false }, '2026-10-25 2026-11-21'],
    ['weeks', { last: 2, unit: 'WEEK' }, '2026-11-02 2026-11-15'],
    ['weeks and this one', { last: 2, unit: 'WEEK', complete: false }, '2026-11-09 2026-11-21'],
    ['months', { last: 12, unit: 'MONTH' }, '2025-11-01 2026-10-31'],
    ['months and this one', { last: 3, unit: 'MONTH', complete: false }, '2026-09-01 2026-11-21'],
    ['the week', { toDate: 'WEEK' }, '2026-11-16 2026-11-21'],
    ['the month', { toDate: 'MONTH' }, '2026-11-01 2026-11-21'],
    ['the quarter', { toDate: 'QUARTER' }, '2026-10-01 2026-11-21'],
    ['the year', { toDate: 'YEAR' }, '2026-01-01 2026-11-21'],
  ] as const)('of %s ends yesterday, or today where it says so', (_name, window, expected) => {
    expect(days(window, '2026-11-21')).toBe(expected);
  });

  it('of weeks follows the first day of the week', () => {
    expect(days({ toDate: 'WEEK' }, '2026-11-21', 7)).toBe('2026-11-15 2026-11-21');
    expect(days({ last: 1, unit: 'WEEK' }, '2026-11-21', 6)).toBe('2026-11-14 2026-11-20');
  });

  it('to date on the first day of a period is that day', () => {
    for (const toDate of calendarPeriods) expect(days({ toDate }, '2024-01-01')).toBe('2024-01-01 2024-01-01');
  });

  it('of whole units is followed by the unit of today, without a gap', () => {
    fc.assert(
      fc.property(
        today,
        weekStart,
        fc.constantFrom(...windowUnits),
        fc.integer({ min: 1, max: 60 }),
        (day, start, unit, last) => {
          const whole = rangeOf(undefined, { last, unit }, day, start);
          const current = rangeOf(undefined, { last: 1, unit, complete: false }, day, start);
          expect(addDays(whole.to, 1)).toBe(current.from);
          expect(current.to).toBe(day);
          if (unit !== 'DAY') expect(periodStart(whole.from, unit, start)).toBe(whole.from);
          const unitsApart: Record<WindowUnit, number> = {
            DAY: daysBetween(whole.from, current.from),
            WEEK: daysBetween(whole.from, current.from) / 7,
            MONTH: bucketsOf(whole.from, whole.to, 'MONTH', berlin, 1).length,
          };
          expect(unitsApart[unit]).toBe(last);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each<[string, Parameters<typeof rangeOf>[0], ReportWindow | undefined]>([
    ['neither range nor window', undefined, undefined],
    ['both', { from: '2026-11-01', to: '2026-11-02' }, { toDate: 'MONTH' }],
    ['an empty window', undefined, {}],
    ['a number without its unit', undefined, { last: 3 }],
    ['a unit without its number', undefined, { unit: 'DAY' }],
    ['two kinds', undefined, { last: 3, unit: 'DAY', toDate: 'MONTH' }],
    ['nothing', undefined, { last: 0, unit: 'DAY' }],
    ['more than anyone keeps', undefined, { last: 651, unit: 'MONTH' }],
  ])('that is %s is refused', (_name, range, window) => {
    expect(() => rangeOf(range, window, '2026-11-21', 1)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});

describe('a window is compared with the same part of the previous period', () => {
  it.each([
    ['a month so far', { toDate: 'MONTH' }, '2026-11-21', '2026-10-01 2026-10-21'],
    ['a 31st where the month before has none', { toDate: 'MONTH' }, '2026-03-31', '2026-02-01 2026-02-28'],
    ['a February whole to date', { toDate: 'MONTH' }, '2026-02-28', '2026-01-01 2026-01-28'],
    ['a 30th that ends its month', { toDate: 'MONTH' }, '2026-04-30', '2026-03-01 2026-03-30'],
    ['the first of a month', { toDate: 'MONTH' }, '2026-03-01', '2026-02-01 2026-02-01'],
    ['a quarter', { toDate: 'QUARTER' }, '2026-11-21', '2026-07-01 2026-08-21'],
    ['a leap day', { toDate: 'YEAR' }, '2028-02-29', '2027-01-01 2027-02-28'],
    ['a year after a leap year', { toDate: 'YEAR' }, '2029-02-28', '2028-01-01 2028-02-28'],
    ['a week', { toDate: 'WEEK' }, '2026-03-04', '2026-02-23 2026-02-25'],
    ['a week of which a day is a first', { toDate: 'WEEK' }, '2026-03-08', '2026-02-23 2026-03-01'],
    ['three months and this one', { last: 4, unit: 'MONTH', complete: false }, '2026-11-21', '2026-04-01 2026-07-21'],
    ['whole months', { last: 3, unit: 'MONTH' }, '2026-06-15', '2025-12-01 2026-02-28'],
    ['28 days that happen to be a February', { last: 28, unit: 'DAY' }, '2026-03-01', '2026-01-04 2026-01-31'],
  ] as const)('%s', (_name, window, day, expected) => {
    expect(before(window, day)).toBe(expected);
  });

  it('and its rows with days of that part, each at most once', () => {
    const granularity = fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const, 'HOUR' as const);
    const window = fc.oneof(
      fc.constantFrom(...calendarPeriods).map((toDate): ReportWindow => ({ toDate })),
      fc.record({
        last: fc.integer({ min: 1, max: 4 }),
        unit: fc.constantFrom(...windowUnits),
        complete: fc.boolean(),
      }),
    );
    const comparison = fc.constantFrom(
      'PREVIOUS_PERIOD' as const,
      'PREVIOUS_YEAR' as const,
      'PREVIOUS_YEAR_WEEKDAY' as const,
    );
    fc.assert(
      fc.property(today, granularity, window, comparison, (day, cut, asked, compareTo) => {
        const range = rangeOf(undefined, asked, day, 1);
        const whole = comparedBucket(dayBucket(range.from, range.to, berlin), range, compareTo, berlin);
        const rows = bucketsOf(range.from, range.to, cut, berlin, 1).map((bucket) =>
          comparedBucket(bucket, range, compareTo, berlin),
        );
        const wrong = rows.filter(
          ({ start, end }, index) =>
            end < start || end > whole.end || start < (rows[index - 1]?.end ?? whole.start) || start < whole.start,
        );
        expect(wrong).toEqual([]);
        expect(whole.end).toBeLessThanOrEqual(berlin.startOf(addDays(day, 1)));
      }),
      { numRuns: 150 },
    );
  });

  it('by weekday with days of the same weekdays, as many, 52 weeks before', () => {
    fc.assert(
      fc.property(today, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const range = { from, to: addDays(from, length) };
        const buckets = bucketsOf(range.from, range.to, 'DAY', berlin, 1);
        for (const bucket of buckets) {
          const { firstDay, lastDay } = comparedBucket(bucket, range, 'PREVIOUS_YEAR_WEEKDAY', berlin);
          expect(daysBetween(firstDay, bucket.firstDay)).toBe(364);
          expect(lastDay).toBe(firstDay);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('running values', () => {
  it('cover the days up to their own', () => {
    expect(runningStart('2026-11-21', { rolling: 7 }, 1)).toBe('2026-11-15');
    expect(runningStart('2026-03-01', { rolling: 2 }, 1)).toBe('2026-02-28');
    expect(runningStart('2026-11-21', {}, 1)).toBe('2026-11-21');
  });

  it.each([
    ['WEEK', '2026-11-16'],
    ['MONTH', '2026-11-01'],
    ['QUARTER', '2026-10-01'],
    ['YEAR', '2026-01-01'],
  ] as const)('of a %s begin with it', (cumulative, expected) => {
    expect(runningStart('2026-11-21', { cumulative }, 1)).toBe(expected);
  });

  it.each<[Running, string]>([
    [{ rolling: 1 }, 'DAY'],
    [{ rolling: 367 }, 'DAY'],
    [{ rolling: 7 }, 'WEEK'],
    [{ cumulative: 'MONTH' }, 'TOTAL'],
    [{ rolling: 7, cumulative: 'MONTH' }, 'DAY'],
  ])('as %o with granularity %s are refused', (running, granularity) => {
    expect(() => checkRunning(running, granularity)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('are not asked for by reports that do not run', () => {
    expect(() => checkRunning({}, 'TOTAL')).not.toThrow();
    expect(() => checkRunning({ rolling: 366 }, 'DAY')).not.toThrow();
  });
});
