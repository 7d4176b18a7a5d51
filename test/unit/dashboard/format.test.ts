import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../dashboard/i18n/format.ts';

const en = createFormat('en-GB', 'Europe/Berlin');
const de = createFormat('de-DE', 'Europe/Berlin');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('values in words', () => {
  it.each([
    [{ id: 'ENQUIRIES', unit: 'count' }, 12_345.5, '12,345.5', '12.345,5'],
    [{ id: 'RESPONSE_RATE', unit: 'ratio' }, 0.4125, '41.3%', '41,3 %'],
    [{ id: 'NET_SENTIMENT', unit: 'ratio' }, -0.2, '-0.20', '-0,20'],
    [{ id: 'NET_SENTIMENT', unit: 'ratio' }, 0.2, '+0.20', '+0,20'],
    [{ id: 'FIRST_RESPONSE_P50', unit: 'seconds' }, 7_500, '2 hrs 5 mins', '2 Std. 5 Min.'],
    [{ id: 'FIRST_RESPONSE_P50', unit: 'seconds' }, 3_599.7, '1 hr', '1 Std.'],
    [{ id: 'FIRST_RESPONSE_P50', unit: 'seconds' }, 7_199, '2 hrs', '2 Std.'],
    [{ id: 'FIRST_RESPONSE_P50', unit: 'seconds' }, 0, '0 secs', '0 Sek.'],
    [{ id: 'FIRST_RESPONSE_P90', unit: 'seconds' }, 200_096, '2 days 8 hrs', '2 Tage 8 Std.'],
    [{ id: 'IDEA_LEAD_TIME_P50', unit: 'days' }, 1.5, '1.5 days', '1,5 Tage'],
  ])('%o %s', (metric, value, english, german) => {
    expect([plain(en.value(metric, value)), plain(de.value(metric, value))]).toEqual([english, german]);
  });

  it('tell a change with its sign, of ratios in percentage points', () => {
    expect([
      en.change({ id: 'ENQUIRIES', unit: 'count' }, 0.125),
      en.change({ id: 'ENQUIRIES', unit: 'count' }, 0),
    ]).toEqual(['+12.5%', '0%']);
    expect(plain(de.change({ id: 'ENQUIRIES', unit: 'count' }, -0.125))).toBe('-12,5 %');
    const great = [3.07, 4, 14.49, 250].map((change) => plain(en.change({ id: 'ENQUIRIES', unit: 'count' }, change)));
    expect(great).toEqual(['+307%', '×5', '×15', '×250']);
  });

  it('tell instants in the zone of the view, days as they are', () => {
    expect(plain(en.instant('2026-11-21T23:30:00Z'))).toBe('22 Nov 2026, 00:30');
    expect(plain(createFormat('en-GB', 'UTC').instant('2026-11-21T23:30:00Z'))).toBe('21 Nov 2026, 23:30');
    expect([en.day('2026-11-21'), de.day('2026-11-21')]).toEqual(['21 Nov 2026', '21.11.2026']);
    expect(plain(en.days('2026-11-02', '2026-11-08'))).toMatch(/^2\s?–\s?8 Nov 2026$/);
  });

  it('tell how long ago something was, in whole days, hours or minutes', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    const ago = ['2026-11-19T11:00:00Z', '2026-11-21T09:10:00Z', '2026-11-21T11:58:30Z'].map((at) => en.ago(at, now));
    expect(ago).toEqual(['2 days ago', '2 hours ago', '1 minute ago']);
  });
});
