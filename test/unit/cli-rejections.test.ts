import { Command } from 'commander';
import { describe, expect, it, test } from 'vitest';
import { addRuleOptions, type FixRuleInput } from '../../cli/fix-rules.ts';
import { createApiClient } from '../../cli/graphql-client.ts';
import { type FixAnswer, reportFixes } from '../../cli/report-fixes.ts';

describe('rules on the command line', () => {
  const read = (...args: string[]) => {
    const rules: FixRuleInput[] = [];
    addRuleOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }), rules).parse(args, {
      from: 'user',
    });
    return rules;
  };

  it('keep the order in which they are written; what is no JSON is a text', () => {
    expect(
      read('--set', 'a=1', '--drop', 'b', '--set', 'c=x=y', '--rename', 'd=e.f', '--set', 'g="1"', '--set', 'h='),
    ).toEqual([
      { set: { path: 'a', value: '1' } },
      { drop: { path: 'b' } },
      { set: { path: 'c', value: '"x=y"' } },
      { rename: { path: 'd', to: 'e.f' } },
      { set: { path: 'g', value: '"1"' } },
      { set: { path: 'h', value: '""' } },
    ]);
  });

  test.each([
    ['--set', 'a'],
    ['--set', '=1'],
    ['--set', 'a..b=1'],
    ['--rename', 'a='],
    ['--drop', '__proto__'],
  ])('%s %s is refused', (...args) => {
    expect(() => read(...args)).toThrow();
  });
});

test('an answer is told in lines: sums, rules, changes, and what to look at', () => {
  const answer: FixAnswer = {
    dryRun: true,
    accepted: 2,
    duplicates: 1,
    conflicts: 0,
    refused: 1,
    settled: 1,
    next: null,
    refusals: [
      { code: 'INVALID', path: 'id', count: 1 },
      { code: 'UNFOLDABLE', path: '', count: 1 },
    ],
    rules: [{ rule: 'drop data.colour', applied: 3, notApplied: 1 }],
    cells: {
      count: 30,
      more: 4,
      changes: [
        { day: '2026-11-20', department: { id: 'hr' }, channel: { id: 'x' }, what: 'comment, inbound', change: 2 },
        { day: '2026-11-21', department: { id: 'hr' }, channel: null, what: 'conversations opened', change: -1 },
      ],
    },
    examples: [
      {
        id: 'r1',
        interactionId: null,
        outcome: 'REFUSED',
        code: 'INVALID',
        path: 'id',
        message: 'It is missing.',
        notes: ['There is no data.colour.'],
      },
      { id: 'r2', interactionId: 'c', outcome: 'ACCEPTED', code: null, path: null, message: null, notes: [] },
    ],
  };
  expect(reportFixes(answer)).toEqual([
    'dry run, nothing is done: 2 accepted, 1 there already, 0 in conflict, 1 still refused, 1 settled before',
    '  1 refused: INVALID id',
    '  1 refused: UNFOLDABLE (the whole)',
    '  drop data.colour: applied to 3, nothing to do in 1',
    '30 cells would change, among them',
    '  2026-11-20 hr x: comment, inbound +2',
    '  2026-11-21 hr ?: conversations opened -1',
    '  and 4 more',
    'look at',
    '  r1 (no id): REFUSED INVALID id It is missing. There is no data.colour.',
  ]);
  const nothing = { ...answer, dryRun: false, rules: [], refusals: [], examples: [], settled: 0 };
  expect(reportFixes({ ...nothing, cells: { count: 0, more: 0, changes: [] } })).toEqual([
    '2 accepted, 1 there already, 0 in conflict, 1 still refused',
    '0 cells change',
  ]);
});

test('a host that does not answer is named, with what to do', async () => {
  const api = createApiClient({ url: 'http://127.0.0.1:1', token: 't' });
  await expect(api.query('{ departments { id } }')).rejects.toThrow('No host answers at http://127.0.0.1:1: start one');
});
