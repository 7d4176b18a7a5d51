import { describe, expect, it } from 'vitest';
import { dueAt, targetAt } from '../../shared/due-at.ts';
import {
  type BusinessHours,
  businessHoursSchema,
  defaultOrganisation,
  type Organisation,
  organisationSchema,
} from '../../shared/organisation.ts';

const nineToFive: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: [],
};
const splitShift: BusinessHours = {
  ...nineToFive,
  week: {
    1: [
      ['14:00', '18:00'],
      ['09:00', '12:30'],
    ],
  },
};

const hour = 3600;

/** When an answer is due, in UTC. */
function due(enquiredAt: string, hours: BusinessHours | undefined, seconds = hour): string | undefined {
  const target = { from: '1970-01-01T00:00:00Z', seconds, ...(hours && { hours }) };
  const at = dueAt(Date.parse(enquiredAt), target);
  return at === undefined ? undefined : new Date(at).toISOString().replace(':00.000', '');
}

describe('an answer is due', () => {
  it.each([
    [
      'half an hour after opening on Monday, when asked half an hour before the weekend',
      '2026-11-20T15:30:00Z',
      '2026-11-23T08:30Z',
    ],
    ['an hour after the question, within hours', '2026-11-18T10:07:00Z', '2026-11-18T11:07Z'],
    ['at the very end of the day, when just that is left', '2026-11-18T15:00:00Z', '2026-11-18T16:00Z'],
    ['an hour after opening, when asked at night', '2026-11-18T01:00:00Z', '2026-11-18T09:00Z'],
    ['an hour after opening next day, when asked at the closing minute', '2026-11-18T16:00:00Z', '2026-11-19T09:00Z'],
    ['an hour after opening on Monday, when asked on Saturday', '2026-11-21T12:00:00Z', '2026-11-23T09:00Z'],
  ])('%s', (_, enquiredAt, expected) => {
    expect(due(enquiredAt, nineToFive)).toBe(expected);
  });

  it('later by the lunch break, whatever the order in which the shifts are written', () => {
    expect(due('2026-11-23T11:00:00Z', splitShift)).toBe('2026-11-23T13:30Z');
    expect(due('2026-11-23T12:00:00Z', splitShift)).toBe('2026-11-23T14:00Z');
  });

  it('on the next working day, when the day is a holiday', () => {
    const hours = { ...nineToFive, holidays: ['2026-11-23', '2026-11-24'] };
    expect(due('2026-11-20T15:30:00Z', hours)).toBe('2026-11-25T08:30Z');
  });

  it('by the clock on the wall, in the weeks in which it changes', () => {
    // Friday 16:30 is 15:30 UTC before and 14:30 UTC after the change of 29 March; Monday 9:30 is 7:30 UTC.
    expect(due('2026-03-27T15:30:00Z', nineToFive)).toBe('2026-03-30T07:30Z');
    expect(due('2026-10-23T14:30:00Z', nineToFive)).toBe('2026-10-26T08:30Z');
    const always = { ...nineToFive, week: { 7: [['00:00', '24:00']] as [string, string][] } };
    // The Sunday of the change has 23 hours of its own.
    expect(due('2026-03-28T12:00:00Z', always, 23 * hour)).toBe('2026-03-29T22:00Z');
    expect(due('2026-03-28T12:00:00Z', always, 24 * hour)).toBe('2026-04-04T23:00Z');
  });

  it('from when the clock goes on, where a shift begins in the hour that is skipped', () => {
    const early = { ...nineToFive, timeZone: 'Africa/Cairo', week: { 5: [['00:00', '08:00']] as [string, string][] } };
    // Friday 24 April 2026 begins at 01:00 in Cairo.
    expect(due('2026-04-23T12:00:00Z', early)).toBe('2026-04-23T23:00Z');
  });

  it('after whole weeks of business time, when the target is longer than a week', () => {
    expect(due('2026-11-20T15:30:00Z', nineToFive, 100 * hour)).toBe('2026-12-09T11:30Z');
  });

  it('after so much time on the clock, when there are no hours', () => {
    expect(due('2026-11-21T23:30:00Z', undefined)).toBe('2026-11-22T00:30Z');
  });

  it('never, when the hours never open', () => {
    expect(due('2026-11-20T15:30:00Z', { ...nineToFive, week: {} })).toBeUndefined();
  });

  it('never, when they have been closed for more than a year and the holidays have no end in sight', () => {
    const mondays = Array.from({ length: 60 }, (_, week) =>
      new Date(Date.parse('2026-11-23') + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    expect(due('2026-11-20T15:30:00Z', { ...splitShift, holidays: mondays })).toBeUndefined();
  });
});

describe('the response target', () => {
  const organisation: Organisation = {
    ...defaultOrganisation,
    responseTargets: [
      { from: '2026-01-01T00:00:00Z', seconds: 3 },
      { from: '2026-06-01T00:00:00Z', seconds: 2, department: 'service' },
      { from: '2026-01-01T00:00:00Z', seconds: 1, department: 'service' },
      { from: '2026-09-01T00:00:00+02:00', seconds: 4 },
    ],
  };
  const at = (department: string, time: string) => targetAt(organisation, department, Date.parse(time))?.seconds;

  it("is a department's own before the organisation's, even when that is newer", () => {
    expect(at('service', '2026-10-01T00:00:00Z')).toBe(2);
    expect(at('sales', '2026-10-01T00:00:00Z')).toBe(4);
  });

  it('is the one valid at the enquiry: a later one does not change history', () => {
    expect(at('service', '2026-05-31T23:59:59Z')).toBe(1);
    expect(at('service', '2026-06-01T00:00:00Z')).toBe(2);
    expect(at('sales', '2026-08-31T21:59:59Z')).toBe(3);
    expect(at('sales', '2026-08-31T22:00:00Z')).toBe(4);
  });

  it('is none before the first', () => {
    expect(at('service', '2025-12-31T23:59:59Z')).toBeUndefined();
  });
});

describe('business hours', () => {
  const week = (opens: string, closes: string) =>
    businessHoursSchema.safeParse({ ...nineToFive, week: { 1: [[opens, closes]] } }).success;

  it('may end at midnight, but not begin after they end: such a shift would never open', () => {
    expect(week('00:00', '24:00')).toBe(true);
    expect(week('22:00', '06:00')).toBe(false);
    expect(week('09:00', '09:00')).toBe(false);
    expect(week('09:00', '24:30')).toBe(false);
  });

  it('need a time zone that exists, and so does the organisation: nothing could be folded without', () => {
    expect(businessHoursSchema.safeParse({ ...nineToFive, timeZone: 'Europe/Atlantis' }).success).toBe(false);
    expect(organisationSchema.safeParse(defaultOrganisation).success).toBe(true);
    expect(organisationSchema.safeParse({ ...defaultOrganisation, homeTimeZone: '+02:00' }).success).toBe(false);
  });
});
