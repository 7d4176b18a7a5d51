import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, daysOf, knownZone, quarterMs, utcDay, zoneOf } from '../../shared/zone.ts';

const changing = [
  'Europe/Berlin',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Havana',
];

/** Instants, in epoch milliseconds, at which the clocks of a zone changed. */
function changesOf(timeZone: string, from: string, to: string): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  while (at && at.epochMilliseconds < Date.parse(to)) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

/** The local day as `Intl` tells it. */
function intlDay(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
}

describe('a day of a zone', () => {
  it('starts on a UTC quarter hour in every zone there is, since 8 January 1972; in Kiritimati since October 1979', () => {
    const ids = Intl.supportedValuesOf('timeZone');
    expect(ids.length).toBeGreaterThan(400);
    const off: string[] = [];
    for (const id of ids) {
      const zone = knownZone(id);
      const days = new Set<string>();
      const first = id === 'Pacific/Kiritimati' ? '1979-10-02' : '1972-01-08';
      for (let day = first; day < '2040-01-01'; day = addDays(day, 211)) days.add(day);
      for (const change of changesOf(id, '2018-01-01T00:00Z', '2028-01-01T00:00Z')) {
        for (const around of [-86_400_000, 0, 86_400_000]) days.add(utcDay(change + around));
      }
      for (const day of days) if (zone.startOf(day) % quarterMs !== 0) off.push(`${id} ${day}`);
    }
    expect(off).toEqual([]);
  });

  it.each(changing)('%s: holds exactly the instants that Intl says, through every clock change since 2012', (id) => {
    const zone = knownZone(id);
    const dayOf = intlDay(id);
    const changes = changesOf(id, '2012-01-01T00:00Z', '2027-01-01T00:00Z');
    const wrong: string[] = [];
    for (const change of [...changes, Date.parse('2026-03-20T00:00:00Z')]) {
      const middle = Math.floor(change / quarterMs) * quarterMs;
      for (let at = middle - 100 * quarterMs; at < middle + 100 * quarterMs; at += quarterMs) {
        for (const instant of [at, at + quarterMs - 1]) {
          if (zone.dayOf(instant) !== dayOf(instant)) wrong.push(new Date(instant).toISOString());
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('begins where the day before ends, so that days partition time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changing),
        fc.integer({ min: Date.parse('1973-01-01'), max: Date.parse('2100-01-01') }),
        (id, at) => {
          const zone = knownZone(id);
          const day = zone.dayOf(at);
          expect(zone.startOf(day)).toBeLessThanOrEqual(at);
          expect(zone.startOf(addDays(day, 1))).toBeGreaterThan(at);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('does not begin again when a minute later the clocks go back into the day before', () => {
    // St John's until 2011: at 00:01 it was 23:01 again. What has begun stays begun, or days would have holes.
    const zone = knownZone('America/St_Johns');
    const midnight = Date.parse('2010-11-07T02:30:00Z');
    expect(zone.startOf('2010-11-07')).toBe(midnight);
    expect([midnight - 1, midnight, midnight + 45 * 60_000].map(zone.dayOf)).toEqual([
      '2010-11-06',
      '2010-11-07',
      '2010-11-07',
    ]);
  });

  it('has 23, 25 or 24.5 hours when its clocks change', () => {
    const hours = (id: string, day: string) => {
      const zone = knownZone(id);
      return (zone.startOf(addDays(day, 1)) - zone.startOf(day)) / 3_600_000;
    };
    expect(hours('Europe/Berlin', '2026-03-29')).toBe(23);
    expect(hours('Europe/Berlin', '2026-10-25')).toBe(25);
    expect(hours('Australia/Lord_Howe', '2026-10-04')).toBe(23.5);
    expect(hours('Australia/Lord_Howe', '2026-04-05')).toBe(24.5);
    // Clocks change at midnight: the day has no 00:30, or the day before has it twice.
    expect(hours('Africa/Cairo', '2026-04-24')).toBe(23);
    expect(hours('Africa/Cairo', '2026-10-29')).toBe(25);
    // A day that never was, when Samoa crossed the date line.
    expect(hours('Pacific/Apia', '2011-12-30')).toBe(0);
  });
});

describe('a zone', () => {
  it.each(['', 'Mars/Olympus', 'Z', 'local', '+02:00', '-05', '+0530', 'Europe/Berlin '])('is not %j', (id) => {
    expect(zoneOf(id)).toBeUndefined();
  });

  it.each(['2026-01-01T00:00+02:00', '2026-01-01T00:00Z', '2020-01-01[Asia/Tokyo]', 'T10:00[Asia/Tokyo]'])(
    'is not an instant that names one: %s',
    (id) => {
      expect(zoneOf(id)).toBeUndefined();
    },
  );

  it('is the same, made once, however its name is written', () => {
    expect(zoneOf('europe/BERLIN')).toBe(zoneOf('Europe/Berlin'));
    expect(zoneOf('europe/BERLIN')?.id).toBe('Europe/Berlin');
  });

  it('may be an older name of another, or UTC', () => {
    expect(knownZone('Asia/Calcutta').startOf('2026-01-01')).toBe(knownZone('Asia/Kolkata').startOf('2026-01-01'));
    expect(knownZone('UTC').startOf('2026-01-01')).toBe(Date.parse('2026-01-01'));
    expect(knownZone('Etc/GMT+5').offsetAt(0)).toBe(-5 * 3_600_000);
  });

  it('that configuration vouches for but does not exist is an error that names it', () => {
    expect(() => knownZone('Mars/Olympus')).toThrow('Mars/Olympus');
  });
});

describe('calendar days', () => {
  it('are counted across month, leap day and year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2028-02-01', '2028-03-01')).toBe(29);
    expect(daysOf('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01']);
    expect(daysOf('2026-12-31', '2026-12-31')).toEqual(['2026-12-31']);
  });
});
