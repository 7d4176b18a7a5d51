import { describe, expect, it } from 'vitest';
import { firstWeekAfter } from '../../../dashboard/views/adoption/first-week-after.ts';
import { headcountsOn } from '../../../dashboard/views/adoption/headcounts-on.ts';
import { toldMonths } from '../../../dashboard/views/adoption/told-months.ts';
import { lastOfBoth, lastTold, weeksOf, withheldWeeks } from '../../../dashboard/views/adoption/told-weeks.ts';

describe('the weeks that adoption is told for', () => {
  // 22 November 2026 is a Sunday.
  const today = '2026-11-22';

  it('are the whole ones within the period', () => {
    expect(weeksOf({ from: '2026-10-25', to: '2026-11-21' }, today)).toEqual({
      weeks: { from: '2026-10-26', to: '2026-11-15' },
      exact: true,
    });
  });

  it('are over: a period to date does not end with the running week', () => {
    expect(weeksOf({ from: '2026-11-01', to: '2026-11-22' }, today).weeks.to).toBe('2026-11-15');
    expect(weeksOf({ from: '2026-11-01', to: '2026-11-22' }, '2026-11-23').weeks.to).toBe('2026-11-22');
  });

  it('are the last one before, and this is said, when the period holds none', () => {
    expect(weeksOf({ from: '2026-11-16', to: '2026-11-22' }, today)).toEqual({
      weeks: { from: '2026-11-09', to: '2026-11-15' },
      exact: false,
    });
    expect(weeksOf({ from: '2026-11-11', to: '2026-11-13' }, today).weeks).toEqual({
      from: '2026-11-02',
      to: '2026-11-08',
    });
  });

  it('are at most two years, the latest', () => {
    const { weeks } = weeksOf({ from: '2010-01-01', to: '2026-11-21' }, today);
    expect(weeks).toEqual({ from: '2024-11-25', to: '2026-11-15' });
  });
});

describe('what is withheld', () => {
  const told = (value: number) => ({ status: 'OK', value });
  const withheld = { status: 'WITHHELD', value: null };
  const weeks = [
    { monday: '2026-10-26', values: [told(0.4), told(0.2)] },
    { monday: '2026-11-02', values: [told(0), withheld] },
    { monday: '2026-11-09', values: [withheld, withheld] },
  ];

  it('leaves the latest week that can be told, also when that is 0', () => {
    expect(lastTold(weeks, 0)).toEqual({ monday: '2026-11-02', value: 0 });
    expect(lastTold(weeks, 1)).toEqual({ monday: '2026-10-26', value: 0.2 });
    expect(lastTold(weeks.slice(2), 0)).toBeUndefined();
  });

  it('is compared in a week in which both are told', () => {
    expect(lastOfBoth(weeks, 0, 1)).toEqual({ monday: '2026-10-26', one: 0.4, other: 0.2 });
    expect(lastOfBoth(weeks.slice(1), 0, 1)).toBeUndefined();
  });

  it('leaves the months whose whole weeks can all be told, the latest first', () => {
    const before = [
      { monday: '2026-09-28', values: [withheld] },
      ...['2026-09-07', '2026-09-14', '2026-10-05', '2026-10-12'].map((monday) => ({ monday, values: [told(7)] })),
    ];
    expect(toldMonths([...before, ...weeks], 0)).toEqual([
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-09-01', to: '2026-09-30' },
    ]);
    expect(toldMonths(weeks, 1)).toEqual([]);
  });

  it('is counted by weeks', () => {
    expect([withheldWeeks(weeks, 0), withheldWeeks(weeks, 1)]).toEqual([1, 2]);
  });
});

describe('headcounts', () => {
  const department = (id: string, ...from: string[]) => ({
    id,
    name: id,
    headcounts: from.map((day, at) => ({ from: day, count: 10 + at, managers: null })),
  });

  it('hold from their day on, until another begins', () => {
    const service = department('service', '2026-01-01', '2026-11-15', '2026-11-16');
    const { told, untold } = headcountsOn([service, department('hr'), department('sales', '2026-12-01')], '2026-11-15');
    expect(told).toEqual([{ department: service, headcount: { from: '2026-11-15', count: 11, managers: null } }]);
    expect(untold.map(({ id }) => id)).toEqual(['hr', 'sales']);
  });
});

it('an initiative is measured from its first Monday on', () => {
  expect(firstWeekAfter('2026-11-16')).toBe('2026-11-16');
  expect(firstWeekAfter('2026-11-17')).toBe('2026-11-23');
  expect(firstWeekAfter('2026-11-22')).toBe('2026-11-23');
});
