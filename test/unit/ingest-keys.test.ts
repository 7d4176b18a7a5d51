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
  const exported = (text: string) => {
    const { cutOvers = [], ...keys } = deriveKeys(text);
    const hex = (key: KeyObject) => key.export().toString('hex');
    return { keys: Object.values(keys).map(hex), cutOvers: cutOvers.map(({ at, key }) => [at, hex(key)]) };
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

  test('a cut-over adds a key for pseudonyms, and all that there was stays', () => {
    const at = '2026-11-22T23:00:00.000Z';
    const later = '2026-12-22T23:00:00.000Z';
    const once = cutOverSecret(secret, { at, secret: 'b'.repeat(40) });
    const twice = cutOverSecret(once, { at: later, secret: 'c'.repeat(40) });
    const made = exported(twice);
    expect(made.keys).toEqual(exported(secret).keys);
    expect(made.cutOvers.map(([from]) => from)).toEqual([at, later]);
    expect(made.cutOvers[0]).toEqual(exported(once).cutOvers[0]);
    expect(new Set([...made.keys, ...made.cutOvers.map(([, key]) => key)]).size).toBe(made.keys.length + 2);
    expect(() => cutOverSecret(once, { at, secret: 'd'.repeat(40) })).toThrow(/later instant/);
    expect(() => cutOverSecret(secret, { at, secret: 'short' })).toThrow();
  });

  test('a process that goes on hears of a cut-over within five minutes, and a failed read changes nothing', async () => {
    let now = Date.parse('2026-11-22T10:00:00.000Z');
    let text = secret;
    let down = false;
    const { client } = recordingClient(() => {
      if (down) throw new Error('down');
      return { SecretString: text };
    });
    const load = createKeyLoader(client, 'the-secret', () => now);
    const first = await load();
    text = cutOverSecret(secret, { at: '2026-11-22T23:00:00.000Z', secret: 'b'.repeat(40) });
    now += 299_000;
    expect(await load()).toBe(first);
    now += 2_000;
    down = true;
    expect(await load()).toBe(first);
    down = false;
    now += 30_000;
    expect((await load()).cutOvers).toHaveLength(1);
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
    const pseudonymise = createPseudonymiser(keys, 2);
    const now = '2026-11-22T10:00:00.000Z';
    const people = ['jane', 'joe', 'ann', 'jane', 'joe', 'ann', 'ann'];
    expect(people.map((id) => pseudonymise(id, now))).toEqual(people.map((id) => pseudonymOf(keys.pseudonym, id)));
    expect(pseudonymise('jane', now)).toMatch(/^p_[\w-]{22}$/);
    expect(new Set(people.map((id) => pseudonymise(id, now))).size).toBe(3);
    expect(pseudonymOf(keys.digest, 'jane')).not.toBe(pseudonymise('jane', now));
  });
});

describe('pseudonyms across a cut-over', () => {
  const cut = (...days: string[]) =>
    days.reduce((text, day) => cutOverSecret(text, { at: `${day}T00:00:00.000Z`, secret: day.repeat(4) }), secret);
  const made = deriveKeys(cut('2026-11-22', '2026-12-22'));

  test('go by when something happened, also when it arrives later', () => {
    const pseudonymise = createPseudonymiser(made);
    const at = (time: string) => pseudonymise('jane', time);
    expect(at('2026-11-21T23:59:59.999Z')).toBe(pseudonymOf(deriveKeys(secret).pseudonym, 'jane'));
    expect(at('2026-11-22T00:00:00.000Z')).toBe(at('2026-12-21T23:59:59.999Z'));
    expect(new Set(['2026-01-01', '2026-11-30', '2027-01-01'].map(at)).size).toBe(3);
    expect(['2027-01-01', '2026-11-30', '2026-01-01'].map(at)).toEqual(pseudonymsOf(made, 'jane'));
  });

  test('one that is given as such is only itself', () => {
    const [pseudonym = ''] = pseudonymsOf(made, 'jane');
    expect(pseudonymsOf(made, pseudonym)).toEqual([pseudonym]);
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
