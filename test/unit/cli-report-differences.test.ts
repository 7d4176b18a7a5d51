import { expect, test } from 'vitest';
import { reportDifferences } from '../../cli/report-differences.ts';

const difference = (actual: number) => ({ cell: 'volume#all 2026-11-20', attribute: 'po', expected: 3, actual });
const report = { facts: 9, cells: 4, conversations: 2, differences: [], conversationDifferences: [] };

test('a clean store has a summary and nothing else', () => {
  expect(reportDifferences(report, 'differences')).toEqual(['9 facts, 2 conversations, 4 cells: 0 differences']);
});

test('names each difference, cells and conversations, and after fifty only how many more', () => {
  const few = {
    ...report,
    differences: [difference(4)],
    conversationDifferences: [{ id: 'c1', revision: 2, turns: [] }],
  };
  expect(reportDifferences(few, 'differences')).toEqual([
    'volume#all 2026-11-20 po: expected 3, found 4',
    'conversation c1: its turns are not those of its facts',
    '9 facts, 2 conversations, 4 cells: 2 differences',
  ]);
  const many = { ...report, differences: Array.from({ length: 60 }, (_, index) => difference(index)) };
  const lines = reportDifferences(many, 'changes to make');
  expect(lines).toHaveLength(52);
  expect(lines.slice(-2)).toEqual(['and 10 more', '9 facts, 2 conversations, 4 cells: 60 changes to make']);
});
