import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publicAddress } from '../../functions/ingest/sources/activitypub/public-address.ts';
import { activitypub } from '../../functions/ingest/sources/activitypub.ts';
import type { Delivery, Flaw } from '../../functions/ingest/sources/adapter.ts';
import { activity, actorDocument, draftSigned, keys, messageSigned, sally } from './activitypub/fixture.ts';
import { opaque } from './opaque.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const url = new URL('https://polylog.example/v1/sources/activitypub/hook?x=1');
const like = activity('Like', 'https://acme.example/notes/5');
const others = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

interface Sent {
  body?: unknown;
  headers?: (body: Buffer) => Record<string, string>;
  receivedAt?: number;
}
const delivery = ({ body = like, headers, receivedAt = now }: Sent = {}): Delivery => {
  const bytes = Buffer.from(JSON.stringify(body));
  const signed = headers?.(bytes) ?? draftSigned(bytes, new Date(now), url);
  return { method: 'POST', url, headers: new Headers(signed), body: bytes, receivedAt };
};

/** Verifies deliveries one after the other with what a server answers, and says how often it was asked. */
function verifier(...answers: (() => Response | Promise<Response>)[]) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer();
  };
  const { webhook } = activitypub;
  const verify = async (sent: Delivery): Promise<Flaw | undefined> => {
    if (typeof webhook?.verify !== 'function') throw new Error('It has no verifier.');
    return webhook.verify(sent, {}, { fetch, WebSocket });
  };
  return { verify, asked };
}
const actor = (publicKeyPem?: string) => () => Response.json(actorDocument(publicKeyPem));

/** A draft signature with its parts changed. */
const draft =
  (change: { names?: string; algorithm?: string; keyId?: string; created?: number; expires?: number }) =>
  (body: Buffer) => {
    const {
      names = '(request-target) host date digest',
      algorithm = 'rsa-sha256',
      keyId = `${sally}#main-key`,
    } = change;
    const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const headers: Record<string, string> = { host: url.host, date: new Date(now).toUTCString(), digest };
    const values: Record<string, string> = {
      ...headers,
      '(request-target)': `post ${url.pathname}${url.search}`,
      '(created)': String(change.created),
      '(expires)': String(change.expires),
    };
    const lines = names.split(' ').map((name) => `${name}: ${values[name]}`);
    const signature = sign('RSA-SHA256', Buffer.from(lines.join('\n')), createPrivateKey(keys.privateKey));
    const created = change.created === undefined ? '' : `created=${change.created},`;
    const expires = change.expires === undefined ? '' : `expires=${change.expires},`;
    const stated = `keyId="${keyId}",algorithm="${algorithm}",${created}${expires}headers="${names}"`;
    return { ...headers, signature: `${stated},signature="${signature.toString('base64')}"` };
  };

describe('a signature of an actor', () => {
  test('is taken by the draft and by RFC 9421, and its key is asked for once', async () => {
    const { verify, asked } = verifier(actor());
    expect(await verify(delivery())).toBeUndefined();
    expect(await verify(delivery({ headers: (body) => messageSigned(body, new Date(now), url) }))).toBeUndefined();
    expect(asked).toEqual([sally]);
  });

  test('may be named hs2019, and sign when it was created instead of a date', async () => {
    const names = '(request-target) host (created) digest';
    const { verify } = verifier(actor());
    expect(
      await verify(delivery({ headers: draft({ names, algorithm: 'hs2019', created: now / 1000 }) })),
    ).toBeUndefined();
  });

  test.each<[string, Delivery, Flaw]>([
    ['without the target', delivery({ headers: draft({ names: 'host date digest' }) }), 'SIGNATURE_WRONG'],
    ['without the body', delivery({ headers: draft({ names: '(request-target) host date' }) }), 'SIGNATURE_WRONG'],
    ['without a time', delivery({ headers: draft({ names: '(request-target) host digest' }) }), 'SIGNATURE_WRONG'],
    ['by another algorithm', delivery({ headers: draft({ algorithm: 'hmac-sha256' }) }), 'SIGNATURE_WRONG'],
    ['of two hours ago', delivery({ receivedAt: now + 7_200_000 }), 'TOO_OLD'],
    ['of two hours ahead', delivery({ receivedAt: now - 7_200_000 }), 'TOO_OLD'],
    [
      'that has expired',
      delivery({ headers: draft({ names: '(request-target) host date digest (expires)', expires: now / 1000 - 1 }) }),
      'TOO_OLD',
    ],
    ['of another body', { ...delivery(), body: Buffer.from('{}') }, 'SIGNATURE_WRONG'],
    ['of another address', { ...delivery(), url: new URL('https://polylog.example/other') }, 'SIGNATURE_WRONG'],
    [
      'of another address, by RFC 9421',
      {
        ...delivery({ headers: (body) => messageSigned(body, new Date(now), url) }),
        url: new URL('https://polylog.example/other'),
      },
      'SIGNATURE_WRONG',
    ],
    [
      'by somebody for another actor',
      delivery({ body: { ...like, actor: 'https://social.example/users/joe' } }),
      'SIGNATURE_WRONG',
    ],
    [
      'with a key at an inner address',
      delivery({ headers: draft({ keyId: 'https://127.0.0.1/key' }) }),
      'SIGNATURE_WRONG',
    ],
  ])('is refused %s', async (_, sent, flaw) => {
    expect(await verifier(actor()).verify(sent)).toBe(flaw);
  });

  test('fits a key that was replaced since: it is asked for anew, and not more than once a minute', async () => {
    const { verify, asked } = verifier(actor(others.publicKey), actor());
    const wrong = (at: number) => delivery({ receivedAt: at, headers: (body) => draftSigned(body, new Date(at), url) });
    expect(await verify(wrong(now))).toBe('SIGNATURE_WRONG');
    expect(await verify(wrong(now + 1_000))).toBe('SIGNATURE_WRONG');
    expect(asked).toHaveLength(1);
    expect(await verify(wrong(now + 61_000))).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  test('with a key that another actor claims is refused', async () => {
    const claimed = { ...actorDocument(), id: 'https://social.example/users/joe' };
    expect(await verifier(() => Response.json(claimed)).verify(delivery())).toBe('SIGNATURE_WRONG');
  });

  test('with a key that stands alone is taken when its owner names it', async () => {
    const keyId = 'https://social.example/keys/9';
    const alone = { id: keyId, owner: sally, publicKeyPem: keys.publicKey };
    const owner = (id: string) => () => Response.json({ ...actorDocument(), publicKey: { ...alone, id } });
    const sent = delivery({ headers: draft({ keyId }) });
    expect(await verifier(() => Response.json(alone), owner(keyId)).verify(sent)).toBeUndefined();
    expect(await verifier(() => Response.json(alone), owner('https://social.example/keys/1')).verify(sent)).toBe(
      'SIGNATURE_WRONG',
    );
  });

  test.each([
    ['fails', () => Promise.reject(new TypeError('redirect mode is set to error'))],
    ['answers without end', () => new Response('x'.repeat(300_000))],
    ['answers nonsense', () => new Response('<html>')],
  ])('is refused while its server %s', async (_, answer) => {
    expect(await verifier(answer).verify(delivery())).toBe('SIGNATURE_WRONG');
  });

  test('is not needed of an actor who is gone and says so, and of nothing else they send', async () => {
    const gone = () => new Response(null, { status: 410 });
    expect(await verifier(gone).verify(delivery({ body: activity('Delete', sally) }))).toBeUndefined();
    expect(await verifier(gone).verify(delivery({ body: activity('Delete', `${sally}/statuses/1`) }))).toBe(
      'SIGNATURE_WRONG',
    );
  });

  test('makes us ask a host sixty times a minute at most', async () => {
    const { verify, asked } = verifier(() => new Response(null, { status: 500 }));
    for (let index = 0; index < 70; index += 1) {
      await verify(delivery({ headers: draft({ keyId: `https://social.example/keys/${index}` }) }));
    }
    expect(asked).toHaveLength(60);
  });
});

test.each([
  ['https://social.example/users/a', true],
  ['http://social.example/users/a', false],
  ['https://social.example:8443/', false],
  ['https://user:word@social.example/', false],
  ['https://localhost/', false],
  ['https://service.internal/', false],
  ['https://router/', false],
  ['https://10.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://0x7f.1/', false],
  ['https://[::1]/', false],
  ['https://[::ffff:7f00:1]/', false],
  ['https://localhost./', false],
  ['key', false],
])('%s may be asked: %s', (text, expected) => {
  expect(publicAddress(text) !== undefined).toBe(expected);
});

const context = {
  source: 'https://acme.example/actor',
  channel: 'mastodon',
  channelKind: 'social' as const,
  department: 'service',
  channels: [],
  departments: [],
  settings: { accounts: [], team: ['https://social.example/users/sally-rider'], support: true },
  opaque,
};
const map = (sent: Record<string, unknown>, over: object = {}) => {
  const found = activitypub.kinds[`${sent.type}.*`];
  if (found === undefined || !('map' in found)) throw new Error('It is not mapped.');
  return found.map({ activity: sent, signedAt: now }, { ...context, ...over });
};

describe('an activity of the inbox', () => {
  test('without a time of its own has the time of its signature', () => {
    expect(map({ ...like, published: undefined })).toMatchObject({
      activity: 'reaction',
      time: '2026-11-22T12:00:00.000Z',
    });
  });

  test('with a time that is none is not dated by its signature', () => {
    expect(map({ ...like, published: 5 })).toMatchObject({ time: '5' });
  });

  test('of an employee is the reply of an employee', () => {
    const answer = { type: 'Note', id: `${sally}/statuses/9`, inReplyTo: 'https://m.example/notes/1' };
    expect(map(activity('Create', answer))).toMatchObject({ activity: 'reply', data: { actor: { kind: 'employee' } } });
  });

  test.each(['Like', 'Announce'])('%s of what is not ours is of no interest, nor that it is undone', (type) => {
    const settings = { accounts: [], team: [], support: false };
    const theirs = activity(type, 'https://other.example/notes/1', { cc: [] });
    expect(map(theirs, { settings })).toEqual([]);
    expect(map(activity('Undo', theirs, { cc: [] }), { settings })).toEqual([]);
    const ours = activity(type, 'https://acme.example/notes/1', { cc: [] });
    expect(map(ours, { settings })).toMatchObject({ activity: type === 'Like' ? 'reaction' : 'share' });
    expect(map(activity('Undo', ours, { cc: [] }), { settings })).toMatchObject({ activity: 'retraction' });
  });

  test('that opens a thread at a support account is an enquiry', () => {
    const note = { type: 'Note', id: `${sally}/statuses/9` };
    const settings = { accounts: [], team: [], support: true };
    expect(map(activity('Create', note), { settings })).toMatchObject({ activity: 'enquiry' });
  });

  test.each(['Delete', 'Undo', 'Update', 'Create'])('%s of what belongs to another server is refused', (type) => {
    const object = { type: 'Note', id: 'https://other.example/notes/1' };
    expect(map(activity(type, object))).toMatchObject({ code: 'INVALID', path: 'activity.object.id' });
  });
});
