import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../../functions/ingest/contract/json-schemas.ts';
import { breakingChanges, type Role } from './breaking-changes.ts';

/** The schemas as they were released: replaced by hand when something is added, never when something breaks. */
const folder = join(import.meta.dirname, 'released');
const released = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  schema: JSON.parse(readFileSync(join(folder, file), 'utf8')),
}));
const roleOf = (name: string): Role => (name.startsWith('cloudevent') ? 'sent' : 'read');

describe('a released JSON Schema', () => {
  it.each(released)('$name breaks nobody', ({ name, schema }) => {
    expect(breakingChanges(schema, (jsonSchemas()[name] ?? {}) as never, roleOf(name))).toEqual([]);
  });

  it('is there for every one of them', () => {
    expect(released.map(({ name }) => name).toSorted()).toEqual(Object.keys(jsonSchemas()).toSorted());
  });
});

const base = {
  type: 'object',
  properties: { a: { type: 'string', maxLength: 40, minLength: 1 }, b: { $ref: '#/$defs/B' } },
  required: ['a'],
  additionalProperties: false,
  $defs: { B: { type: 'array', items: { enum: ['x', 'y'] } } },
};
const { a, b } = base.properties;
const bOf = (...values: string[]) => ({ $defs: { B: { type: 'array', items: { enum: values } } } });

describe('a change', () => {
  it.each([
    ['a field is added', { properties: { a, b, c: {} } }, [], []],
    ['a field is removed', { properties: { a } }, ['$: b is gone'], ['$: b is gone']],
    ['a field is required', { required: ['a', 'b'] }, ['$: b is required'], []],
    ['a field is no longer required', { required: [] }, [], ['$: a may be missing']],
    ['a value is added', bOf('x', 'y', 'z'), [], []],
    ['a value is removed', bOf('x'), ['$.b[]: y is no longer taken'], []],
    [
      'a text may be longer',
      { properties: { a: { ...a, maxLength: 50 }, b } },
      [],
      ['$.a: maxLength went from 40 to 50'],
    ],
    [
      'a text must be shorter',
      { properties: { a: { ...a, maxLength: 30 }, b } },
      ['$.a: maxLength went from 40 to 30'],
      [],
    ],
    ['a text may be empty', { properties: { a: { ...a, minLength: 0 }, b } }, [], ['$.a: minLength went from 1 to 0']],
    ['a text is limited', { properties: { a: { ...a, pattern: '^x' }, b } }, ['$.a: pattern changed'], []],
    [
      'null is possible',
      { properties: { a: { ...a, type: ['string', 'null'] }, b } },
      [],
      ['$.a: the type string became string,null'],
    ],
    [
      'a text becomes a number',
      { properties: { a: { ...a, type: 'number' }, b } },
      ['$.a: the type string became number'],
      ['$.a: the type string became number'],
    ],
    ['other fields are taken', { additionalProperties: {} }, [], []],
  ] as const)('%s', (_name, change, sent, read) => {
    const after = { ...base, ...change } as never;
    expect({
      sent: breakingChanges(base, after, 'sent'),
      read: breakingChanges(base, after, 'read'),
    }).toEqual({ sent, read });
  });
});
