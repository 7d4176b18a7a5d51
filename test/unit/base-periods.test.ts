import { describe, expect, it } from 'vitest';
import { basePeriodsOf, lastWeeksBefore, wholeWeeksIn } from '../../graphql/plan/base-periods.ts';
import { knownZone } from '../../shared/zone.ts';

const home = knownZone('Europe/Berlin');
const now = Date.parse('2026-11-20T12:00:00Z');
const keys = (from: string, to: string, asOf = now) => basePeriodsOf(from, to, home, asOf)?.map(({ key }) => key);

describe('the periods that employees are told about', () => {
  it('are whole months', () => {
    expect(keys('2026-10-01', '2026-10-31')).toEqual(['month:2026-10']);
    expect(keys('2026-01-01', '2026-03-31')).toEqual(['month:2026-01', 'month:2026-02', 'month:2026-03']);
    expect(keys('2024-01-01', '2024-12-31')).toHaveLength(12);
  });

  it('or whole ISO weeks', () => {
    expect(keys('2026-11-09', '2026-11-15')).toEqual(['week:2026-11-09']);
    expect(keys('2026-10-26', '2026-11-15')).toEqual(['week:2026-10-26', 'week:2026-11-02', 'week:2026-11-09']);
  });

  it('a February of four whole weeks is a month', () => {
    expect(keys('2021-02-01', '2021-02-28')).toEqual(['month:2021-02']);
  });

  it('and nothing else', () => {
    expect(keys('2026-10-01', '2026-10-30')).toBeUndefined();
    expect(keys('2026-11-08', '2026-11-14')).toBeUndefined();
    expect(keys('2026-11-15', '2026-11-09')).toBeUndefined();
  });

  it('that are over in the home zone', () => {
    expect(keys('2026-11-16', '2026-11-22')).toBeUndefined();
    expect(keys('2026-11-16', '2026-11-22', Date.parse('2026-11-22T22:59:59Z'))).toBeUndefined();
    expect(keys('2026-11-16', '2026-11-22', Date.parse('2026-11-22T23:00:00Z'))).toEqual(['week:2026-11-16']);
  });

  it('lie in a range as whole weeks that are over', () => {
    expect(wholeWeeksIn({ from: '2026-10-01', to: '2026-11-30' }, home, now)).toEqual({
      from: '2026-10-05',
      to: '2026-11-15',
    });
    expect(wholeWeeksIn({ from: '2026-10-05', to: '2026-10-11' }, home, now)).toEqual({
      from: '2026-10-05',
      to: '2026-10-11',
    });
    const none = wholeWeeksIn({ from: '2026-10-06', to: '2026-10-17' }, home, now);
    expect(none.from > none.to).toBe(true);
  });

  it('are looked back upon from a day', () => {
    expect(lastWeeksBefore('2026-11-20', 4)).toEqual({ from: '2026-10-19', to: '2026-11-15' });
    expect(lastWeeksBefore('2026-11-16', 1)).toEqual({ from: '2026-11-09', to: '2026-11-15' });
  });
});
