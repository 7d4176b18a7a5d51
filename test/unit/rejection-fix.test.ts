import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyFixRules, checkFixRules, type FixRule } from '../../shared/rejection-fix.ts';
import { changesInWords } from '../../shared/rejection-fix-changes.ts';
import { parsePath, pathText } from '../../shared/rejection-fix-path.ts';

describe('paths', () => {
  test.each([
    ['data.channel', ['data', 'channel']],
    ['payload.items[0].id', ['payload', 'items', 0, 'id']],
    ['entry[0].changes[12]', ['entry', 0, 'changes', 12]],
    ['headers["x.y[0]"].z', ['headers', 'x.y[0]', 'z']],
    ['["a \\" b"]', ['a " b']],
    ['message text.ü', ['message text', 'ü']],
  ])('%s is read', (path, steps) => {
    expect(parsePath(path)).toEqual(steps);
  });

  test.each([
    '',
    '.',
    '.a',
    'a.',
    'a..b',
    'a[',
    'a[b]',
    'a[-1]',
    'a[0]b',
    'a"b',
    '["a\\x"]',
    '__proto__.polluted',
    'a.constructor.prototype.b',
    'a["__proto__"]',
    `${'a.'.repeat(40)}a`,
    'a'.repeat(600),
  ])('%s is none', (path) => {
    expect(parsePath(path)).toBeUndefined();
  });
});

test('a path that is shown is read as it was', () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
    fc.constantFrom('a', 'a.b', '[0]', '"'),
  );
  const steps = fc.array(fc.oneof(name, fc.nat(99_999)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(steps, (shown) => {
      fc.pre(!shown.some((step) => ['__proto__', 'constructor', 'prototype'].includes(String(step))));
      expect(parsePath(pathText(shown))).toEqual(shown);
    }),
  );
});

describe('rules', () => {
  const applied = (payload: unknown, ...rules: FixRule[]) => {
    const { payload: fixed, notes } = applyFixRules(payload, checkFixRules(rules));
    return { fixed, notes: notes.map(({ message }) => message) };
  };

  it('are applied in their order, and what was given stays as it is', () => {
    const payload = { data: { chanel: 'x', colour: 'red', list: [1, 2, 3] } };
    const before = structuredClone(payload);
    expect(
      applied(
        payload,
        { rename: { path: 'data.chanel', to: 'data.channel' } },
        { set: { path: 'data.channel', value: 'facebook' } },
        { drop: { path: 'data.colour' } },
        { drop: { path: 'data.list[1]' } },
        { set: { path: 'data.actor.id', value: 'u:1' } },
        { set: { path: 'data.list[2]', value: { deep: true } } },
      ),
    ).toEqual({
      fixed: { data: { channel: 'facebook', list: [1, 3, { deep: true }], actor: { id: 'u:1' } } },
      notes: [],
    });
    expect(payload).toEqual(before);
  });

  it('that find nothing to do say so and let the others go on', () => {
    expect(
      applied(
        { data: { text: 'hello', b: 1 } },
        { drop: { path: 'data.colour' } },
        { rename: { path: 'data.a', to: 'data.c' } },
        { rename: { path: 'data.b', to: 'data.text' } },
        { set: { path: 'data.text.length', value: 1 } },
        { set: { path: 'data.list[0]', value: 1 } },
        { set: { path: 'data.b', value: 2 } },
      ),
    ).toEqual({
      fixed: { data: { text: 'hello', b: 2 } },
      notes: [
        'There is no data.colour.',
        'There is no data.a.',
        'There is a data.text already.',
        'data.text.length leads nowhere here.',
        'data.list[0] leads nowhere here.',
      ],
    });
  });

  it('that set a value of more levels than can be written are refused by name', () => {
    const value = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
    expect(() => checkFixRules([{ set: { path: 'data.channel', value } }])).toThrow(
      'rules[0].set.value: give a JSON value of at most 10000 characters and 100 levels.',
    );
  });

  it('a rename that cannot arrive leaves everything where it was', () => {
    const payload = { list: [{ a: 1 }, { b: 2 }], text: 'x' };
    expect(applied(payload, { rename: { path: 'list[0]', to: 'text.a' } }).fixed).toEqual(payload);
    expect(applied(payload, { rename: { path: 'list[0]', to: 'list[5]' } }).fixed).toEqual(payload);
  });

  test.each<[string, unknown, string]>([
    ['nothing', {}, 'rules[0]: give one of set (path, value), rename (path, to) and drop (path).'],
    ['two at once', { drop: { path: 'a' }, set: { path: 'a', value: 1 } }, 'rules[0]: give one of set'],
    ['a text', 'drop a', 'rules[0]: give one of set'],
    ['an inherited kind', { constructor: { path: 'a' } }, 'rules[0]: give one of set'],
    ['no value', { set: { path: 'a' } }, 'rules[0].set.value: give a JSON value'],
    ['a long value', { set: { path: 'a', value: 'x'.repeat(20_000) } }, 'rules[0].set.value: give a JSON value'],
    ['a wrong path', { set: { path: 'a..b', value: 1 } }, 'rules[0].set.path: give a path as rejections show it'],
    ['a path to the prototype', { drop: { path: 'a.__proto__' } }, 'rules[0].drop.path: give a path'],
    ['a wrong aim', { rename: { path: 'a', to: '' } }, 'rules[0].rename.to: give a path'],
    ['an aim within itself', { rename: { path: 'a', to: 'a.b' } }, 'rules[0].rename.to: give a path that does not lie'],
    ['an unknown field', { drop: { path: 'a', why: 'b' } }, 'rules[0].drop: give path alone'],
  ])('with %s are refused by name', (_, rule, message) => {
    expect(() => checkFixRules([rule])).toThrow(message);
  });

  it('are at most twenty', () => {
    expect(() => checkFixRules(Array.from({ length: 21 }, () => ({ drop: { path: 'a' } })))).toThrow('at most 20');
  });

  it('never throw, never reach beyond the payload, and keep it JSON, whatever it is', () => {
    const name = fc.constantFrom('a', 'b', '["__proto__"]', 'constructor', 'toString', 'length', '[0]', '[1]');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('.').replaceAll('.[', '['));
    // JSON has no negative zero.
    const value = fc.jsonValue().map((any) => JSON.parse(JSON.stringify(any)) as unknown);
    const rule = fc.oneof(
      fc.record({ set: fc.record({ path, value }) }),
      fc.record({ rename: fc.record({ path, to: path }) }),
      fc.record({ drop: fc.record({ path }) }),
    );
    // JSON has no one object in two places, as constants would be.
    const payload = fc
      .letrec<{ any: unknown }>((tie) => ({
        any: fc.oneof(
          { maxDepth: 4 },
          fc.constantFrom(null, 1, 'text', true),
          fc.array(tie('any'), { maxLength: 3 }),
          fc.dictionary(fc.constantFrom('a', 'b', 'length'), tie('any')),
          fc.constant(JSON.parse('{"__proto__": {"a": 1}, "constructor": {"b": 2}}')),
        ),
      }))
      .any.map((any) => JSON.parse(JSON.stringify(any)) as unknown);
    fc.assert(
      fc.property(payload, fc.array(rule, { maxLength: 6 }), (given, rules) => {
        const good = rules.filter((one) => {
          try {
            return checkFixRules([one]);
          } catch {
            return false;
          }
        });
        const { payload: fixed } = applyFixRules(given, good as FixRule[]);
        expect(JSON.parse(JSON.stringify({ fixed }))).toEqual({ fixed });
        expect([Object.keys(Object.prototype), Object.keys(Array.prototype)]).toEqual([[], []]);
        expect(({} as { a?: unknown }).a).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});

test('changes are told by day, department, channel and in words; sums and finer cells are not told again', () => {
  const cells = new Map([
    ['V#x\n2026-11.2#service|x', new Map([['20coi', 1]])],
    ['V#a\n2026-11.2#', new Map([['20coi', 1]])],
    ['v#x\n2026-11-20T06#service|x', new Map([['5coi', 1]])],
    [
      'R#x\n2026-11#hr|phone',
      new Map([
        ['03e', 2],
        ['03a', -1],
      ]),
    ],
    ['I#x\n2026-10#hr|ideas', new Map([['31' + '4', 1]])],
  ]);
  expect(changesInWords({ cells })).toEqual([
    { day: '2026-10-31', department: 'hr', channel: 'ideas', what: 'ideas shipped', change: 1 },
    { day: '2026-11-03', department: 'hr', channel: 'phone', what: 'conversations answered', change: -1 },
    { day: '2026-11-03', department: 'hr', channel: 'phone', what: 'conversations opened', change: 2 },
    { day: '2026-11-20', department: 'service', channel: 'x', what: 'comment, inbound', change: 1 },
  ]);
});
