import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findKind, mapParts } from '../../functions/ingest/webhook/map-parts.ts';
import { hookOf } from '../../shared/source-hook.ts';
import type { StoredSecrets } from '../../shared/store/source-secrets.ts';
import { ingest, now } from './ingest-harness.ts';

const id = 'https://crm.acme.example';
const hook = hookOf(id);
const path = `/v1/sources/standard-webhooks/${hook}`;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Stage {
  source?: Record<string, string>;
  secrets?: StoredSecrets | 'none';
  secretsLater?: StoredSecrets;
  fails?: 'bus' | 'rejections';
  perSecond?: number;
}

function stage({ source = {}, secrets = { values: { secret } }, secretsLater, fails, perSecond = 1000 }: Stage = {}) {
  const item = { pk: 'SOURCE', sk: id, adapter: 'standard-webhooks', channel: 'crm', department: 'service', ...source };
  const stored = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, { S: value }]));
  const read = async () => (secrets === 'none' ? undefined : secrets);
  return ingest({
    gate: { ratePerSecond: perSecond, lag: { soft: 60, hard: 900 } },
    sourceSecrets: { read, readAgain: async () => secretsLater ?? read() },
    onDynamo: ({ name, input }) => {
      const { pk, sk } = (input.Key ?? {}) as Record<string, { S: string }>;
      if (pk?.S === 'HOOK') return sk?.S === hook ? { Item: { pk, sk, source: { S: id } } } : {};
      if (pk?.S === 'SOURCE' && name === 'GetItemCommand') return { Item: stored };
      if (fails === 'rejections' && name === 'PutItemCommand') throw new Error('down');
      return {};
    },
    ...(fails === 'bus' && { onBus: () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] }) }),
  });
}

const message = (data: object = {}) => ({
  type: 'polylog.enquiry.v1',
  timestamp: '2026-11-20T10:00:00Z',
  data: { actor: { id: 'crm:77', kind: 'customer' }, ...data },
});

async function deliver(app: ReturnType<typeof ingest>, body: unknown, over: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const time = String(now / 1000);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`msg_1.${time}.${text}`).digest('base64');
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}`, ...over };
  const response = await app.request(path, { method: 'POST', headers, body: text });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

describe('a webhook', () => {
  test('a signed delivery is published for its source and answered 200', async () => {
    const app = stage();
    const answer = await deliver(app, message());
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, ignored: 0, rejected: [] } });
    expect(app.published()).toMatchObject([{ source: id, id: 'msg_1', channel: 'crm', department: 'service' }]);
  });

  test('a kind that is unknown is answered, counted, and nothing else', async () => {
    const app = stage();
    expect(await deliver(app, { ...message(), type: 'invoice.paid' })).toMatchObject({
      status: 200,
      body: { accepted: 0, ignored: 1, rejected: [] },
    });
    expect(app.published()).toEqual([]);
    const counted = app.dynamo.sent.filter(({ name }) => name === 'UpdateItemCommand');
    expect(JSON.stringify(counted)).toContain('? invoice.paid');
  });

  test('a payload of another shape is kept with its path and answered 200, so that the provider does not send it for ever', async () => {
    const app = stage();
    const answer = await deliver(app, message({ actor: { id: 7, kind: 'customer' } }));
    expect(answer).toMatchObject({
      status: 200,
      body: { accepted: 0, rejected: [{ index: 0, code: 'CHANGED_SHAPE', path: 'payload.data.actor.id' }] },
    });
    expect(app.rejectionPuts()).toHaveLength(1);
  });

  test('what its provider signed and nobody can read is kept whole', async () => {
    const app = stage();
    expect(await deliver(app, '{"type": "polylog.enq')).toMatchObject({
      status: 200,
      body: { rejected: [{ code: 'INVALID' }] },
    });
    expect(app.rejectionPuts()).toHaveLength(1);
  });

  test('an address that belongs to no source, or to another adapter, is 404', async () => {
    const app = stage();
    for (const other of [`/v1/sources/standard-webhooks/nobody`, `/v1/sources/github/${hook}`]) {
      expect((await app.request(other, { method: 'POST', body: '{}' })).status).toBe(404);
    }
    expect((await app.request(path)).status).toBe(404);
  });

  test('a provider that tries the address by HEAD finds it, without a body, also before the secret is set', async () => {
    const head = async (at: string, app = stage()) => {
      const response = await app.request(at, { method: 'HEAD' });
      return [response.status, await response.text()];
    };
    expect(await head(path)).toEqual([200, '']);
    expect(await head(path, stage({ secrets: 'none' }))).toEqual([200, '']);
    expect(await head(`${path}x`)).toEqual([404, '']);
  });

  test('a handshake by a secret that was changed a moment ago is answered', async () => {
    const subscribes = { adapter: 'facebook', channel: 'facebook', settings: '{}' };
    const secretsOf = (verifyToken: string) => ({ values: { appSecret: 'of the app', verifyToken } });
    const asked = `/v1/sources/facebook/${hook}?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=new`;
    const shake = async (secretsLater: StoredSecrets) => {
      const response = await stage({ source: subscribes, secrets: secretsOf('old'), secretsLater }).request(asked);
      return response.status;
    };
    expect(await shake(secretsOf('new'))).toBe(200);
    expect(await shake(secretsOf('old'))).toBe(403);
  });

  test('more than 5 MiB is 413, and 5 MB are read', async () => {
    const app = stage();
    expect(await deliver(app, ' '.repeat(5_300_000))).toMatchObject({
      status: 413,
      body: { error: { code: 'TOO_LARGE' } },
    });
    const long = JSON.stringify(message()).padEnd(5_000_000);
    expect(await deliver(app, long)).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  test.each([
    ['without its secret', { secrets: 'none' as const }, 'SECRET_MISSING'],
    ['whose settings its adapter does not take', { source: { settings: '{"colour":"red"}' } }, 'SOURCE_MISCONFIGURED'],
    ['while the bus is down', { fails: 'bus' as const }, 'BUS_UNAVAILABLE'],
  ])('a source %s has its provider send again', async (_, situation, code) => {
    const app = stage({ ...situation });
    const answer = await deliver(app, message());
    expect(answer).toMatchObject({ status: 503, retryAfter: '5', body: { error: { code } } });
    // What only an engineer can end wakes nobody, as anybody could set it off.
    const postponed = app.logged.filter(([said]) => said === 'Postponed');
    expect(postponed).toEqual(code === 'BUS_UNAVAILABLE' ? [] : [['Postponed', { code, postponed: 1 }]]);
  });

  test('what the organisation has no channel for is kept until it has', async () => {
    const answer = await deliver(stage({ source: { channel: 'gone' } }), message());
    const refusal = { code: 'UNKNOWN_CHANNEL', path: 'mapped.data.channel' };
    expect(answer).toMatchObject({ status: 200, body: { accepted: 0, rejected: [refusal] } });
  });

  test('what is refused and cannot be kept is answered 503, and never 200', async () => {
    const app = stage({ fails: 'rejections' });
    expect(await deliver(app, message({ actor: { id: 7 } }))).toMatchObject({
      status: 503,
      body: { error: { code: 'REJECTIONS_UNAVAILABLE' }, rejectionsKept: false },
    });
  });

  test('a secret that was changed a moment ago is read again before a delivery is refused', async () => {
    const old = { values: { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' } };
    expect((await deliver(stage({ secrets: old }), message())).status).toBe(401);
    expect((await deliver(stage({ secrets: old, secretsLater: { values: { secret } } }), message())).status).toBe(200);
  });

  test('what comes while its source is paused is kept whole, and is no refusal of the source', async () => {
    const app = stage({ source: { pausedAt: '2026-11-20T09:00:00.000Z' } });
    expect(await deliver(app, message())).toMatchObject({ status: 200, body: { rejected: [{ code: 'PAUSED' }] } });
    expect(app.published()).toEqual([]);
    expect(app.rejectionPuts()).toHaveLength(1);
    const refused = () => app.dynamo.sent.filter(({ input }) => input.UpdateExpression === 'ADD rejected :count');
    expect(refused()).toEqual([]);
    await deliver(app, message({ actor: { id: 7 } }));
    expect(refused()).toHaveLength(1);
  });

  test('a flood of one source is told how long to wait', async () => {
    const app = stage({ perSecond: 1 });
    expect((await deliver(app, message())).status).toBe(200);
    expect(await deliver(app, message())).toMatchObject({
      status: 429,
      retryAfter: '1',
      body: { error: { code: 'TOO_FAST' } },
    });
  });
});

test('kinds are counted by names that a table takes, also those of a family', () => {
  const adapter = { kinds: { 'a.*': { ignored: 'why' } } } as never;
  const parts = [`a.${'x'.repeat(70_000)}`, `${'x'.repeat(63)}😀`].map((kind) => ({ kind, payload: {} }));
  const { ignored } = mapParts(parts, adapter, {} as never);
  expect([...ignored.keys()]).toEqual([`a.${'x'.repeat(62)}`, `? ${'x'.repeat(63)}\ufffd`]);
});

describe('the table of kinds', () => {
  const kinds = { 'issues.opened': { ignored: 'a' }, 'issues.*': { ignored: 'b' }, 'a.b.*': { ignored: 'c' } };

  test.each([
    ['issues.opened', 'a'],
    ['issues.closed', 'b'],
    ['issues.closed.late', 'b'],
    ['a.b.c', 'c'],
    ['a.c', undefined],
    ['issues', undefined],
    ['', undefined],
    ['.x', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%s is found by its name or its family', (name, expected) => {
    const found = findKind(kinds, name);
    expect(found && 'ignored' in found ? found.ignored : undefined).toBe(expected);
  });
});
