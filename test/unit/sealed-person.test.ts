import { createHash, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketCount,
  destroyRetired,
  newPersonKeys,
  personKeysText,
  readPersonKeys,
  retireBuckets,
} from '../../shared/person-keys.ts';
import { bucketOf, createOpener, createSealer, isSealedLater } from '../../shared/sealed-person.ts';

const pseudonyms = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `p_${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}`);
const first = newPersonKeys(randomBytes);

describe('people on the bus', () => {
  it('are the same text each time, which says nothing of them and opens to them', () => {
    fc.assert(
      fc.property(pseudonyms, (person) => {
        const sealed = createSealer(first)(person);
        expect(createSealer(readPersonKeys(personKeysText(first), 1))(person)).toBe(sealed);
        expect(sealed).toMatch(/^s_\d{1,4}\.1\.[\w-]{51}$/);
        expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(person.slice(2));
        expect(createOpener(first)(sealed)).toBe(person);
      }),
    );
  });

  it('are other texts under a new version, and both open as long as the old key is there', () => {
    fc.assert(
      fc.property(pseudonyms, (person) => {
        const before = createSealer(first)(person);
        const second = retireBuckets(first, [bucketOf(person)], randomBytes);
        const after = createSealer(second)(person);
        expect(after).not.toBe(before);
        expect([before, after].map(createOpener(second))).toEqual([person, person]);
        expect(isSealedLater(first, after)).toBe(true);
        expect(isSealedLater(second, after)).toBe(false);
      }),
    );
  });

  it('are one stranger for each text once its key is gone, whatever is tried with the keys that are left', () => {
    fc.assert(
      fc.property(pseudonyms, pseudonyms, (person, other) => {
        fc.pre(bucketOf(person) !== bucketOf(other));
        const seal = createSealer(first);
        const bucket = bucketOf(person);
        const shredded = destroyRetired(retireBuckets(first, [bucket], randomBytes), [{ bucket, version: 2 }]);
        const open = createOpener(readPersonKeys(personKeysText(shredded), 3));
        expect(open(seal(person))).toMatch(/^x_[\w-]{22}$/);
        expect(open(seal(person))).toBe(createOpener(shredded)(seal(person)));
        expect(open(seal(other))).toBe(other);
        // The version cannot be changed to one that is there.
        expect(open(seal(person).replace('.1.', '.2.'))).toMatch(/^x_/);
      }),
    );
  });

  it('are strangers where a character was changed, and nothing but sealed texts is opened', () => {
    fc.assert(
      fc.property(pseudonyms, fc.nat({ max: 50 }), (person, at) => {
        const [head, version, body = ''] = createSealer(first)(person).split('.');
        const changed = `${body.slice(0, at)}${body[at] === 'A' ? 'Q' : 'A'}${body.slice(at + 1)}`;
        const opened = createOpener(first)(`${head}.${version}.${changed}`);
        // The last character has bits that mean nothing.
        expect(opened === person ? at : 'stranger').toBe(opened === person ? 50 : 'stranger');
      }),
    );
    for (const id of ['p_abc', 'x_abc', 's_', 's_1.2', 's_9999.1.AAAA', 'r_x', 'facebook:77']) {
      expect(createOpener(first)(id)).toBe(id.startsWith('s_9999') ? createOpener(first)(id) : id);
      if (!id.startsWith('p_')) expect(createSealer(first)(id)).toBe(id);
    }
  });

  it('are spread over the buckets, and the keys with all that can wait fit in an item', () => {
    const seen = new Set(Array.from({ length: 20_000 }, (_, n) => bucketOf(`p_${String(n).padStart(22, '0')}`)));
    expect(seen.size).toBe(bucketCount);
    const all = Array.from({ length: bucketCount }, (_, bucket) => bucket);
    const many = [1, 2, 3].reduce((keys) => retireBuckets(keys, all, randomBytes), first);
    expect(Buffer.byteLength(personKeysText(many))).toBeLessThan(300_000);
  });
});
