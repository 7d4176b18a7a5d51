import { expect, test } from 'vitest';
import { reportSample } from '../../cli/report-sample.ts';

const day = { day: '2026-11-20', outcome: 'same' as const, facts: 40, cells: 7, differences: [], threads: [] };
const sample = { days: [day, day], tooLarge: [], conversations: 3, conversationDifferences: [] };

test('a sample says how much it looked at', () => {
  const lines = ['80 facts, 3 conversations, 14 cells: 0 differences on 2 days drawn at random'];
  expect(reportSample(sample)).toEqual({ lines, satisfied: true });
});

test('names what differs, and the days of which it says nothing', () => {
  const different = { cell: 'V#a 2026-11.20#', attribute: '20po', expected: 3, actual: 4 };
  const found = reportSample({
    days: [day, { ...day, outcome: 'different', differences: [different] }, { ...day, outcome: 'changing' }],
    tooLarge: ['2026-11-19'],
    conversations: 3,
    conversationDifferences: ['c1'],
  });
  expect(found).toEqual({
    lines: [
      '2026-11-20: changed with every look, nothing can be said of it now',
      '2026-11-19: not looked at, it has more facts than the sample may: raise --sample',
      'V#a 2026-11.20# 20po: expected 3, found 4',
      'conversation c1: its turns are not those of its facts',
      '80 facts, 3 conversations, 14 cells: 2 differences on 2 days drawn at random',
    ],
    satisfied: false,
  });
});

test('is satisfied where there is no day, and not where of every day nothing can be said', () => {
  const nothing = { ...sample, days: [], conversations: 0 };
  expect(reportSample({ ...nothing, tooLarge: ['2026-11-19'] }).satisfied).toBe(false);
  expect(reportSample({ ...nothing, days: [{ ...day, outcome: 'changing' }] }).satisfied).toBe(false);
  expect(reportSample(nothing).satisfied).toBe(true);
});
