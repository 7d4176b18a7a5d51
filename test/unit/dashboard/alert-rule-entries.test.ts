import { describe, expect, it } from 'vitest';
import { entryProblems } from '../../../dashboard/views/alerts/entry-problems.ts';
import { fittingUnit, newRule, ruleEntries, ruleInput } from '../../../dashboard/views/alerts/rule-entries.ts';
import { windowId, windowIds, windowOf } from '../../../dashboard/views/alerts/rule-window.ts';
import { readThreshold, thresholdUnits, writeThreshold } from '../../../dashboard/views/alerts/threshold.ts';

const rate = { id: 'RESPONSE_RATE', unit: 'ratio' };
const wait = { id: 'FIRST_RESPONSE_P50', unit: 'seconds' };
const balance = { id: 'NET_SENTIMENT', unit: 'ratio' };

describe('a threshold', () => {
  it('of a share is entered in per cent and is exactly that', () => {
    for (let tenths = 0; tenths <= 1000; tenths += 1) {
      const text = String(tenths / 10);
      const value = readThreshold(text, rate, 'percent', 'en');
      expect(value).toBe(tenths / 1000);
      expect(writeThreshold(value ?? -1, rate, 'en').text).toBe(text);
    }
  });

  it('of a duration is entered in the unit chosen and shown in the greatest whole one', () => {
    expect(readThreshold('1,5', wait, 'hours', 'de')).toBe(5400);
    expect(readThreshold('1.1', wait, 'hours', 'en')).toBe(3960);
    expect(writeThreshold(5400, wait, 'en')).toEqual({ text: '90', unit: 'minutes' });
    expect(writeThreshold(172_800, wait, 'en')).toEqual({ text: '2', unit: 'days' });
  });

  it('of a balance is no percentage', () => {
    expect(thresholdUnits(balance)).toEqual(['balance']);
    expect(readThreshold('-0.25', balance, 'balance', 'en')).toBe(-0.25);
  });

  it.each(['', 'a', '1e3', '--1', '.'])('“%s” is none', (text) => {
    expect(readThreshold(text, rate, 'percent', 'en')).toBeUndefined();
  });
});

describe('the days of a rule', () => {
  it('are those that the form offers, and others stay as they are', () => {
    for (const id of windowIds) {
      const { last = null, unit = null, complete, toDate = null } = windowOf(id, null);
      expect(windowId({ last, unit, complete: complete ?? toDate === null, toDate })).toBe(id);
    }
    const other = { last: 9, unit: 'WEEK', complete: false, toDate: null } as const;
    expect(windowId(other)).toBe('kept');
    expect(windowOf('kept', other)).toEqual({ last: 9, unit: 'WEEK', complete: false });
  });
});

describe('a rule in a form', () => {
  const told = {
    id: 'r1',
    name: 'Slow',
    nameEn: 'Slow',
    nameDe: 'Langsam',
    kind: 'THRESHOLD' as const,
    enabled: false,
    owner: 'Anna',
    pendingMinutes: 15,
    metric: { id: 'RESPONSE_RATE' as const },
    department: { id: 'service', name: 'Service' },
    channel: null,
    source: null,
    window: { last: 9, unit: 'WEEK' as const, complete: true, toDate: null },
    comparison: 'BELOW' as const,
    threshold: 0.575,
    minimumN: 20,
    minimumCompleteness: 0.9,
  };

  it.each(['en', 'de'])('is sent as it was when nothing is changed: a rule is replaced whole (%s)', (locale) => {
    expect(ruleInput(ruleEntries(told, rate, locale), rate, locale, told)).toEqual({
      id: 'r1',
      kind: 'THRESHOLD',
      name: { en: 'Slow', de: 'Langsam' },
      enabled: false,
      owner: 'Anna',
      pendingMinutes: 15,
      metric: 'RESPONSE_RATE',
      department: 'service',
      window: { last: 9, unit: 'WEEK' },
      comparison: 'BELOW',
      threshold: 0.575,
      minimumN: 20,
      minimumCompleteness: 0.9,
    });
  });

  it('of another kind sends nothing that the kind has not', () => {
    const entries = {
      ...ruleEntries(told, rate, 'en'),
      kind: 'MISSING_DATA' as const,
      source: 'urn:acme:crm',
      nameDe: '',
    };
    expect(ruleInput(entries, rate, 'en')).toEqual({
      kind: 'MISSING_DATA',
      name: { en: 'Slow', de: 'Slow' },
      enabled: false,
      owner: 'Anna',
      pendingMinutes: 15,
      source: 'urn:acme:crm',
    });
  });

  it('asks completeness as a share, whatever the metric counts in', () => {
    const entries = {
      ...newRule,
      kind: 'COMPLETENESS' as const,
      metric: 'FIRST_RESPONSE_P50' as const,
      threshold: '90',
    };
    expect(fittingUnit({ ...entries, unit: 'hours' }, wait)).toBe('percent');
    expect(ruleInput({ ...entries, nameEn: 'x' }, wait, 'en')).toMatchObject({ threshold: 0.9 });
    expect(fittingUnit({ kind: 'THRESHOLD', unit: 'percent' }, wait)).toBe('hours');
  });

  it('says what is missing before it is sent', () => {
    expect(entryProblems(newRule, 'en')).toEqual([
      { field: 'nameEn', kind: 'missing' },
      { field: 'threshold', kind: 'missing' },
    ]);
    expect(
      entryProblems({ ...newRule, nameDe: 'x', threshold: '80', minimumN: 'some', pendingMinutes: '1.5' }, 'en'),
    ).toEqual([
      { field: 'minimumN', kind: 'noNumber' },
      { field: 'pendingMinutes', kind: 'wholeNumber' },
    ]);
    expect(entryProblems({ ...newRule, nameEn: 'x', kind: 'MISSING_DATA' }, 'en')).toEqual([]);
  });
});
