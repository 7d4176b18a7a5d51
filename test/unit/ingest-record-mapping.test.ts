import { describe, expect, it } from 'vitest';
import { mapRecord, recordMappingSchema } from '../../functions/ingest/sources/record-mapping.ts';

const least = {
  id: { path: 'id' },
  activity: { constant: 'post' },
  time: { from: { path: 'at' } },
  data: { 'actor.id': { path: 'who' }, 'actor.kind': { constant: 'public' } },
};
const record = { id: 7, at: '2026-11-20T10:00:00Z', who: 'p' };
const opaque = (text: string) => `o(${text})`;

function map(more: { data?: object; [field: string]: unknown }, fields: object = {}) {
  const mapping = recordMappingSchema.parse({ ...least, ...more, data: { ...least.data, ...more.data } });
  return mapRecord({ ...record, ...fields }, mapping, opaque);
}
const dataOf = (data: object, fields: object = {}) => (map({ data }, fields) as { data: Record<string, unknown> }).data;
const timeOf = (time: object, at: unknown) =>
  (map({ time: { from: { path: 'at' }, ...time } }, { at }) as { time?: string }).time;

describe('rules of a record mapping', () => {
  it('takes a field, a path, a column with dots, or the first that is there', () => {
    const fields = { user: { name: 'n', tags: ['a', 'b'] }, 'user.name': 'whole', empty: ' ' };
    expect(dataOf({ object: { path: 'user.tags.1' } }, fields).object).toBe('b');
    expect(dataOf({ object: { path: 'user.name' } }, fields).object).toBe('whole');
    expect(dataOf({ object: { path: ['empty', 'none', 'user.tags.0'] } }, fields).object).toBe('a');
    expect(dataOf({ object: { path: '__proto__.constructor' } }, fields)).not.toHaveProperty('object');
  });

  it('matches, lowers, looks up, hides and prefixes, in this order', () => {
    const rule = { path: 'from', match: '<([^>]+)>', lower: true, table: { 'j@b.c': 'j' }, opaque: true, prefix: 'x:' };
    expect(dataOf({ object: rule }, { from: 'Jane <J@B.C>' }).object).toBe('x:o(j)');
    expect(dataOf({ object: rule }, { from: 'Jane <k@b.c>' })).not.toHaveProperty('object');
    expect(dataOf({ object: { ...rule, otherwise: 'else' } }, { from: '<k@b.c>' }).object).toBe('x:o(else)');
  });

  it('has no value of a template when a part is missing', () => {
    expect(dataOf({ object: { template: '{id}/{who}' } }).object).toBe('7/p');
    expect(dataOf({ object: { template: '{id}/{none}' } })).not.toHaveProperty('object');
  });

  it('chooses by conditions', () => {
    const rules = [
      { when: { path: 'n', is: ['1', '2'] }, constant: 'few' },
      { when: { path: 'n', matches: '^\\d+$' }, constant: 'many' },
      { when: { path: 'n', present: false }, constant: 'none' },
    ];
    const of = (n?: unknown) => dataOf({ object: rules }, { n }).object;
    expect([of(2), of('77'), of(undefined), of('x')]).toEqual(['few', 'many', 'none', undefined]);
  });

  it('gives numbers, truths and lists where fields take them', () => {
    const data = {
      audience: { path: 'a' },
      sentiment: { path: 's' },
      topics: { path: 't' },
      'actor.manager': { path: 'm' },
      worded: { path: 'w' },
    };
    const fields = { a: '12', s: '-0.5', t: 'x; y,z', m: 'Yes', w: 0 };
    expect(dataOf(data, fields)).toEqual({
      actor: { id: 'p', kind: 'public', manager: true },
      audience: 12,
      sentiment: -0.5,
      topics: ['x', 'y', 'z'],
    });
    expect(dataOf({ topics: { path: 't' } }, { t: ['p', 1, 'q'] }).topics).toEqual(['p', 'q']);
  });
});

describe('times of a record mapping', () => {
  it('reads ISO 8601, RFC 5322, seconds and milliseconds', () => {
    expect(timeOf({}, '2026-11-20T10:00:00+02:00')).toBe('2026-11-20T08:00:00.000Z');
    expect(timeOf({}, 'Fri, 20 Nov 2026 10:00:00 +0100')).toBe('2026-11-20T09:00:00.000Z');
    expect(timeOf({ as: 'seconds' }, 1795168800.5)).toBe('2026-11-20T10:00:00.500Z');
    expect(timeOf({ as: 'milliseconds' }, '1795168800000')).toBe('2026-11-20T10:00:00.000Z');
  });

  it('reads clocks of a zone, over changes of its offset', () => {
    const berlin = { zone: 'Europe/Berlin' };
    expect(timeOf(berlin, '2026-07-01 12:00')).toBe('2026-07-01T10:00:00.000Z');
    expect(timeOf(berlin, '2026-03-29 03:00:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(timeOf(berlin, '2026-10-25 04:00:00,5')).toBe('2026-10-25T03:00:00.500Z');
    expect(timeOf({ zone: 'Asia/Kathmandu' }, '2026-01-01')).toBe('2025-12-31T18:15:00.000Z');
    expect(timeOf({}, '2026-01-01 00:00')).toBe('2026-01-01T00:00:00.000Z');
  });

  it('refuses a clock that was wrong, and not one that was late', () => {
    const time = { from: { path: 'at' }, notAfter: { path: 'got', seconds: 300 } };
    expect(map({ time }, { got: '2026-11-20T09:54:59Z' })).toMatchObject({ code: 'CLOCK_AHEAD', path: 'time' });
    expect(map({ time }, { got: '2026-11-20T09:55:00Z' })).toMatchObject({ id: '7' });
    expect(map({ time }, { got: '2030-01-01T00:00:00Z' })).toMatchObject({ id: '7' });
    expect(map({ time })).toMatchObject({ id: '7' });
  });
});

describe('records that become nothing', () => {
  it('are ignored with the reason, or refused with the field that has no value', () => {
    const ignore = [{ when: { path: 'who', is: ['p'] }, because: 'a test' }];
    expect(map({ ignore })).toEqual({ ignored: 'a test' });
    expect(map({}, { id: '' })).toMatchObject({ code: 'CHANGED_SHAPE', path: 'id' });
    expect(map({ activity: { constant: 'nonsense' } })).toMatchObject({ path: 'activity' });
    expect(map({}, { at: null })).toMatchObject({ path: 'time' });
    expect(map({}, { who: undefined })).toMatchObject({ path: 'data.actor.id' });
    for (const nothing of [null, 'text', 7, []]) {
      expect(mapRecord(nothing, recordMappingSchema.parse(least), opaque)).toMatchObject({ path: 'id' });
    }
  });
});

describe('a mapping document', () => {
  it.each([
    ['an unknown field', { data: { ...least.data, colour: { path: 'c' } } }],
    ['no actor', { data: {} }],
    ['two origins', { id: { path: 'a', constant: 'b' } }],
    ['a pattern that is none', { id: { path: 'a', match: '(' } }],
    ['a zone that is none', { time: { from: { path: 'at' }, zone: 'Mars' } }],
    ['a misspelt key', { id: { path: 'a', prefx: 'b' } }],
  ])('is refused with %s', (_, wrong) => {
    expect(recordMappingSchema.safeParse({ ...least, ...wrong }).success).toBe(false);
  });
});
