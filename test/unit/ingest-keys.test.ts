import { createHmac, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { deriveKeys } from '../../shared/derive-keys.ts';
import { digestOf } from '../../shared/digest.ts';
import { createPseudonymiser, pseudonymOf, pseudonymsOf } from '../../shared/pseudonym.ts';
import { cutOverSecret } from '../../shared/pseudonym-secret.ts';
import { createKeyLoader } from '../../shared/secrets.ts';
import { seal, unseal } from '../../shared/store/seal.ts';
import { keys, recordingClient } from './ingest-harness.ts';

const secret = 'a secret of more than thirty-two characters';

describe('keys', () => {
  const exported = (text: string, now?: number) => {
    const { earlierPseudonyms = [], ...keys } = deriveKeys(text, now);
    const hex = (key: KeyObject) => key.export().toString('hex');
    return { keys: Object.values(keys).map(hex), pseudonym: hex(keys.pseudonym), earlier: earlierPseudonyms.map(hex) };
  };

  test('different keys come from one secret, the same each time', () => {
    const { keys: made } = exported(secret);
    expect(new Set(made).size).toBe(made.length);
    expect(exported(secret)).toEqual(exported(secret));
    expect(exported(secret)).not.toEqual(exported(`${secret}!`));
  });

  test('a short secret is no secret', () => {
    expect(() => deriveKeys('x'.repeat(31))).toThrow(/32 characters/);
  });

  test('at a cut-over only that of pseudonyms changes, and the earlier one is still known', () => {
    const at = '2026-11-22T10:00:00.000Z';
    const [before, after] = [Date.parse(at) - 1, Date.parse(at)];
    const once = cutOverSecret(secret, { at, secret: 'b'.repeat(40) });
    expect(exported(once, before)).toEqual(exported(secret));
    const cut = exported(once, after);
    expect(cut.earlier).toEqual([exported(secret).pseudonym]);
    expect(cut.keys.filter((key) => exported(secret).keys.includes(key))).toHaveLength(cut.keys.length - 1);
    const twice = cutOverSecret(once, { at: '2026-11-22T11:00:00.000Z', secret: 'c'.repeat(40) });
    expect(exported(twice, after + 3_600_000).earlier).toEqual([cut.pseudonym, ...cut.earlier]);
    expect(() => cutOverSecret(once, { at, secret: 'd'.repeat(40) })).toThrow(/later instant/);
    expect(() => cutOverSecret(secret, { at, secret: 'short' })).toThrow();
  });

  test('an announced cut-over holds from its instant on in a process that goes on, and a failed read changes nothing', async () => {
    const start = Date.parse('2026-11-22T10:00:00.000Z');
    let now = start;
    let text = secret;
    let down = false;
    const { client } = recordingClient(() => {
      if (down) throw new Error('down');
      return { SecretString: text };
    });
    const load = createKeyLoader(client, 'the-secret', () => now);
    const first = await load();
    text = cutOverSecret(secret, { at: new Date(start + 600_000).toISOString(), secret: 'b'.repeat(40) });
    now = start + 301_000;
    expect((await load()).pseudonym.equals(first.pseudonym)).toBe(true);
    down = true;
    now = start + 599_999;
    expect((await load()).pseudonym.equals(first.pseudonym)).toBe(true);
    now = start + 602_000;
    const cut = await load();
    expect(cut.pseudonym.equals(first.pseudonym)).toBe(false);
    expect(pseudonymsOf(cut, 'jane')[1]).toBe(pseudonymOf(first.pseudonym, 'jane'));
    expect(await load()).toBe(cut);
  });

  test('the secret is read once, and again after a failure', async () => {
    let down = true;
    const { client, sent } = recordingClient(() => {
      if (down) throw new Error('down');
      return { SecretString: secret };
    });
    const load = createKeyLoader(client, 'the-secret');
    await expect(load()).rejects.toThrow('down');
    down = false;
    expect(await load()).toBe(await load());
    expect(sent.map(({ input }) => input)).toEqual([{ SecretId: 'the-secret' }, { SecretId: 'the-secret' }]);
  });
});

describe('digests', () => {
  test('canonical JSON is that of RFC 8785', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(value) === canonicalize(value)));
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, a: 1e21, b: -0, c: undefined })).toBe(
      '{"a":1e+21,"b":0,"\u{1f600}":2,"\ufb33":1}',
    );
  });

  test('a digest is the HMAC-SHA256 of the canonical body, whatever the order of its keys', () => {
    const body = { source: 's', id: 'i', type: 't', time: '2026-01-01T00:00:00.000Z', data: { b: 1, a: [2] } };
    const text = '{"data":{"a":[2],"b":1},"id":"i","source":"s","time":"2026-01-01T00:00:00.000Z","type":"t"}';
    const expected = createHmac('sha256', keys.digest).update(text).digest('base64url').slice(0, 22);
    expect(digestOf(keys.digest, body)).toBe(expected);
    expect(digestOf(keys.digest, { ...body, subject: undefined, data: { a: [2], b: 1 } })).toBe(expected);
    expect(digestOf(keys.pseudonym, body)).not.toBe(expected);
  });
});

describe('pseudonyms', () => {
  test('a person has one pseudonym, under one key, also when the memory is full', () => {
    const pseudonymise = createPseudonymiser(keys.pseudonym, 2);
    const people = ['jane', 'joe', 'ann', 'jane', 'joe', 'ann', 'ann'];
    expect(people.map(pseudonymise)).toEqual(people.map((id) => pseudonymOf(keys.pseudonym, id)));
    expect(pseudonymise('jane')).toMatch(/^p_[\w-]{22}$/);
    expect(new Set(people.map(pseudonymise)).size).toBe(3);
    expect(pseudonymOf(keys.digest, 'jane')).not.toBe(pseudonymise('jane'));
  });
});

describe('sealed texts', () => {
  test('open with the same key at the same place only, and unchanged only', () => {
    const sealed = seal(keys.payload, 'here', 'jane said: ü');
    expect(sealed.toString('latin1')).not.toContain('jane');
    expect(unseal(keys.payload, 'here', sealed)).toBe('jane said: ü');
    expect(() => unseal(keys.payload, 'there', sealed)).toThrow();
    expect(() => unseal(keys.digest, 'here', sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => unseal(keys.payload, 'here', sealed)).toThrow();
  });
});
