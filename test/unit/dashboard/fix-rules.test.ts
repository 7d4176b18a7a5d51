import { describe, expect, it } from 'vitest';
import { areComplete, firstRules, fixRules, type RuleEntry } from '../../../dashboard/views/sources/fix-rules.ts';

const rule = (part: Partial<RuleEntry>): RuleEntry => ({
  key: 0,
  kind: 'set',
  path: 'data.channel',
  value: '',
  to: '',
  ...part,
});

describe('rules of a form', () => {
  it.each([
    ['facebook', '"facebook"'],
    ['42', '42'],
    ['"42"', '"42"'],
    ['{"id": 1}', '{"id": 1}'],
    ['""', '""'],
    ['null', 'null'],
    ['say "hi"', '"say \\"hi\\""'],
  ])('%s is set as %s', (value, json) => {
    expect(fixRules([rule({ value })])).toEqual([{ set: { path: 'data.channel', value: json } }]);
  });

  it('say no more than their kind has, in their order', () => {
    const rules = [
      rule({ kind: 'drop', value: 'left over' }),
      rule({ kind: 'rename', path: ' data.chanel ', to: 'data.channel' }),
    ];
    expect(fixRules(rules)).toEqual([
      { drop: { path: 'data.channel' } },
      { rename: { path: 'data.chanel', to: 'data.channel' } },
    ]);
  });

  it('are complete once each says which field, and what', () => {
    expect(areComplete([])).toBe(true);
    expect(areComplete([rule({ value: 'x' }), rule({ kind: 'drop' })])).toBe(true);
    expect(areComplete([rule({ value: ' ' })])).toBe(false);
    expect(areComplete([rule({ kind: 'rename' })])).toBe(false);
    expect(areComplete([rule({ kind: 'drop', path: '' })])).toBe(false);
  });

  it('begin with the field to blame, and with none where something else is to be mended', () => {
    expect(firstRules({ code: 'INVALID', path: 'data.channel' })).toMatchObject([
      { kind: 'set', path: 'data.channel' },
    ]);
    expect(firstRules({ code: 'PAUSED', path: '' })).toEqual([]);
    expect(firstRules({ code: 'UNKNOWN_DEPARTMENT', path: 'data.department' })).toEqual([]);
    expect(firstRules(undefined)).toEqual([]);
  });
});
