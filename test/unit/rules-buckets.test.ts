import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf, comparedBucket, type Granularity } from '../../shared/buckets.ts';
import { addDays, knownZone, quarterMs } from '../../shared/zone.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
].map(knownZone);
const berlin = knownZone('Europe/Berlin');
const granularities: Granularity[] = ['QUARTER_HOUR', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'TOTAL'];

const days = (from: string, to: string, granularity: Granularity, weekStart = 1) =>
  bucketsOf(from, to, granularity, berlin, weekStart).map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`);

const drawn = fc.record({
  first: fc.integer({ min: 0, max: 800 }).map((offset) => addDays('2026-01-01', offset)),
  length: fc.integer({ min: 0, max: 40 }),
  granularity: fc.constantFrom(...granularities),
  zone: fc.constantFrom(...zones),
  weekStart: fc.integer({ min: 1, max: 7 }),
});

describe('buckets', () => {
  it('partition the range, without gap or overlap, whatever the zone and granularity', () => {
    fc.assert(
      fc.property(drawn, ({ first, length, granularity, zone, weekStart }) => {
        const to = addDays(first, length);
        const buckets = bucketsOf(first, to, granularity, zone, weekStart);
        expect(buckets[0]?.start).toBe(zone.startOf(first));
        expect(buckets.at(-1)?.end).toBe(zone.startOf(addDays(to, 1)));
        const wrong = buckets.filter(
          ({ start, end, firstDay, lastDay }, index) =>
            end <= start ||
            start % quarterMs !== 0 ||
            start !== (buckets[index - 1]?.end ?? start) ||
            zone.dayOf(start) !== firstDay ||
            zone.dayOf(end - 1) !== lastDay,
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('include both ends of the range', () => {
    expect(days('2026-11-20', '2026-11-20', 'DAY')).toEqual(['2026-11-20 2026-11-20']);
    expect(days('2026-11-20', '2026-11-21', 'TOTAL')).toEqual(['2026-11-20 2026-11-21']);
  });

  it('of weeks begin on the weekday asked for, and are cut at both ends', () => {
    expect(days('2026-11-18', '2026-12-01', 'WEEK')).toEqual([
      '2026-11-18 2026-11-22',
      '2026-11-23 2026-11-29',
      '2026-11-30 2026-12-01',
    ]);
    for (let weekStart = 1; weekStart <= 7; weekStart++) {
      const starts = bucketsOf('2026-11-01', '2026-11-30', 'WEEK', berlin, weekStart).slice(1);
      expect(starts.map(({ firstDay }) => new Date(firstDay).getUTCDay() || 7)).toEqual(starts.map(() => weekStart));
    }
  });

  it('of months, quarters and years are cut at both ends', () => {
    expect(days('2026-11-18', '2027-01-02', 'MONTH')).toEqual([
      '2026-11-18 2026-11-30',
      '2026-12-01 2026-12-31',
      '2027-01-01 2027-01-02',
    ]);
    expect(days('2026-02-18', '2026-07-02', 'QUARTER')).toEqual([
      '2026-02-18 2026-03-31',
      '2026-04-01 2026-06-30',
      '2026-07-01 2026-07-02',
    ]);
    expect(days('2026-12-31', '2027-01-01', 'YEAR')).toEqual(['2026-12-31 2026-12-31', '2027-01-01 2027-01-01']);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23, []],
    // The hour from two to three comes twice, and is two buckets.
    ['Europe/Berlin', '2026-10-25', 25, []],
    // 02:00 becomes 02:30: half an hour is missing, so one bucket is short.
    ['Australia/Lord_Howe', '2026-10-04', 24, [30]],
    // 02:00 becomes 01:30: the second half of that hour comes again, as a bucket of its own.
    ['Australia/Lord_Howe', '2026-04-05', 25, [30]],
    ['Africa/Cairo', '2026-04-24', 23, []],
    ['Asia/Kathmandu', '2026-04-24', 24, []],
  ] as const)('of hours follow the wall clock of %s on %s', (id, day, count, odd) => {
    const minutes = bucketsOf(day, day, 'HOUR', knownZone(id), 1).map(({ start, end }) => (end - start) / 60_000);
    expect(minutes.length).toBe(count);
    expect(minutes.filter((length) => length !== 60)).toEqual(odd);
  });

  it('of quarter hours are 92 on a day that loses an hour', () => {
    expect(bucketsOf('2026-03-29', '2026-03-29', 'QUARTER_HOUR', berlin, 1).length).toBe(92);
  });
});

describe('the bucket compared with', () => {
  const compared = (
    from: string,
    to: string,
    comparison: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR',
    granularity: Granularity = 'TOTAL',
  ) =>
    bucketsOf(from, to, granularity, berlin, 1).map((bucket) => {
      const { firstDay, lastDay } = comparedBucket(bucket, { from, to }, comparison, berlin);
      return firstDay > lastDay ? 'none' : `${firstDay} ${lastDay}`;
    });

  it('is as many months before, when the range is whole months', () => {
    expect(compared('2026-03-01', '2026-03-31', 'PREVIOUS_PERIOD')).toEqual(['2026-02-01 2026-02-28']);
    expect(compared('2026-01-01', '2026-03-31', 'PREVIOUS_PERIOD')).toEqual(['2025-10-01 2025-12-31']);
    expect(compared('2026-01-01', '2026-12-31', 'PREVIOUS_PERIOD', 'YEAR')).toEqual(['2025-01-01 2025-12-31']);
  });

  it('is as many days before, for any other range', () => {
    expect(compared('2026-03-02', '2026-03-31', 'PREVIOUS_PERIOD')).toEqual(['2026-01-31 2026-03-01']);
    expect(compared('2026-11-20', '2026-11-20', 'PREVIOUS_PERIOD')).toEqual(['2026-11-19 2026-11-19']);
    expect(compared('2026-11-16', '2026-11-29', 'PREVIOUS_PERIOD', 'WEEK')).toEqual([
      '2026-11-02 2026-11-08',
      '2026-11-09 2026-11-15',
    ]);
  });

  it('is nothing for a day that the month before does not have', () => {
    const march = compared('2026-03-01', '2026-03-31', 'PREVIOUS_PERIOD', 'DAY');
    expect(march[27]).toBe('2026-02-28 2026-02-28');
    expect(march.slice(28)).toEqual(['none', 'none', 'none']);
  });

  it('is the same dates a year before, and 29 February has none', () => {
    expect(compared('2026-11-01', '2026-11-30', 'PREVIOUS_YEAR')).toEqual(['2025-11-01 2025-11-30']);
    expect(compared('2028-02-01', '2028-02-29', 'PREVIOUS_YEAR')).toEqual(['2027-02-01 2027-02-28']);
    expect(compared('2028-02-28', '2028-03-01', 'PREVIOUS_YEAR', 'DAY')).toEqual([
      '2027-02-28 2027-02-28',
      'none',
      '2027-03-01 2027-03-01',
    ]);
    // The leap day a year later belongs to the range that surrounds it.
    expect(compared('2029-02-15', '2029-03-15', 'PREVIOUS_YEAR')).toEqual(['2028-02-15 2028-03-15']);
  });

  it('never overlaps the next one, so that nothing is compared with twice', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.constantFrom('PREVIOUS_PERIOD' as const, 'PREVIOUS_YEAR' as const),
        ({ first, length, granularity, zone, weekStart }, comparison) => {
          const range = { from: first, to: addDays(first, length) };
          const buckets = bucketsOf(range.from, range.to, granularity, zone, weekStart).map((bucket) =>
            comparedBucket(bucket, range, comparison, zone),
          );
          const wrong = buckets.filter(
            ({ start, end }, index) => end < start || start < (buckets[index - 1]?.end ?? start),
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of one day is at most one day: 28 February is not compared with the end of January', () => {
    const february = compared('2026-02-01', '2026-02-28', 'PREVIOUS_PERIOD', 'DAY');
    expect(february[27]).toBe('2026-01-28 2026-01-28');
    expect(compared('2026-02-01', '2026-02-28', 'PREVIOUS_PERIOD')).toEqual(['2026-01-01 2026-01-31']);
    expect(compared('2029-02-28', '2029-02-28', 'PREVIOUS_YEAR', 'DAY')).toEqual(['2028-02-28 2028-02-28']);
    fc.assert(
      fc.property(drawn, fc.constantFrom('PREVIOUS_PERIOD' as const, 'PREVIOUS_YEAR' as const), (one, comparison) => {
        const range = { from: one.first, to: addDays(one.first, one.length) };
        const longer = bucketsOf(range.from, range.to, 'DAY', one.zone, 1)
          .map((bucket) => comparedBucket(bucket, range, comparison, one.zone))
          .filter(({ firstDay, lastDay }) => lastDay > firstDay);
        expect(longer).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
