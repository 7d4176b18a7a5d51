import { describe, expect, test, vi } from 'vitest';
import { bodyBytes } from '../../functions/ingest/read-body.ts';
import { busSource } from '../../shared/interaction.ts';
import { textModel } from '../../shared/text-model.ts';
import { cloudEvent, entriesOf, ingest, source, structured } from './ingest-harness.ts';

const activityJson = { 'content-type': 'application/activity+json' };

describe('content modes', () => {
  test('a structured event is accepted and published without personal data, text or subject', async () => {
    const { post, published, bus } = ingest();
    const sent = cloudEvent(
      { time: '2026-11-20T10:30:00.5+01:00', subject: 'Parcel of Jane', traceparent: 'ignored' },
      { text: 'Where is my parcel?', topics: ['parcel'], counterpart: { id: 'agent.smith', department: 'sales' } },
    );
    const { status, body } = await post(sent, structured);
    expect([status, body]).toEqual([202, { accepted: 1, rejected: [] }]);
    expect(published()).toEqual([
      {
        source,
        id: 'comment:1:create',
        activity: 'comment',
        time: '2026-11-20T09:30:00.500Z',
        recordedAt: '2026-11-20T12:00:00.000Z',
        digest: expect.stringMatching(/^[\w-]{22}$/),
        channel: 'x',
        department: 'service',
        direction: 'inbound',
        actor: { id: expect.stringMatching(/^p_[\w-]{22}$/), kind: 'customer' },
        counterpart: { id: expect.stringMatching(/^p_[\w-]{22}$/), department: 'sales' },
        language: 'en',
        topics: ['parcel'],
        worded: true,
        derivedBy: textModel.id,
      },
    ]);
    const [entry] = bus.sent.flatMap(entriesOf);
    expect(entry).toMatchObject({ EventBusName: 'bus', Source: busSource, DetailType: 'polylog.interactions.v1' });
    expect(JSON.parse(entry?.Detail ?? '')).toMatchObject({ version: 1, source, department: 'service' });
    expect(JSON.stringify(bus.sent)).not.toMatch(/jane\.doe|agent\.smith|Where is my|Parcel of|subject/);
  });

  test('a batch is packed by source and department into one request', async () => {
    const { post, bus } = ingest();
    const events = [1, 2, 3, 4].map((n) => cloudEvent({ id: `c:${n}` }, { department: n % 2 ? 'sales' : 'service' }));
    expect((await post(events)).body).toEqual({ accepted: 4, rejected: [] });
    expect(bus.sent).toHaveLength(1);
    const details = bus.sent.flatMap(entriesOf).map(({ Detail }) => JSON.parse(Detail));
    expect(details.map(({ department, interactions }) => [department, interactions.length])).toEqual([
      ['sales', 2],
      ['service', 2],
    ]);
  });

  test('an empty batch is accepted and publishes nothing', async () => {
    const { post, bus } = ingest();
    expect(await post([])).toMatchObject({ status: 202, body: { accepted: 0, rejected: [] } });
    expect(bus.sent).toEqual([]);
  });

  test('binary mode reads percent-encoded ce-* headers and means the same as structured mode', async () => {
    const { post, published } = ingest();
    const event = cloudEvent({ id: 'grüße 1%' });
    await post(event, structured);
    const { data, ...attributes } = event;
    const headers = Object.entries(attributes).map(([name, value]) => [
      `ce-${name}`,
      encodeURIComponent(String(value)),
    ]);
    const answer = await post(data, { 'content-type': 'application/json', ...Object.fromEntries(headers) });
    expect(answer.status).toBe(202);
    const [one, other] = published();
    expect(other).toEqual(one);
    expect(other?.id).toBe('grüße 1%');
  });

  test.each([
    ['application/json without ce-* headers', { 'content-type': 'application/json' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type at all', { 'content-type': '' }],
    ['JSON-LD of another profile', { 'content-type': 'application/ld+json; profile="https://schema.org"' }],
    ['another character set', { 'content-type': 'application/cloudevents+json; charset=latin1' }],
    ['a compressed body', { ...structured, 'content-encoding': 'gzip' }],
  ])('415 for %s', async (_, headers) => {
    expect(await ingest().post(cloudEvent(), headers)).toMatchObject({
      status: 415,
      body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE', message: expect.stringMatching(/^Send/) } },
    });
  });
});

describe('bodies that cannot be read', () => {
  test.each([
    ['malformed JSON', '{"specversion": "1.0", "secret-word', structured],
    ['an empty body', '', structured],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), structured],
    ['a batch in structured mode', '[]', structured],
    ['an object in batch mode', '{}', {}],
    ['an ActivityStreams list', '[]', activityJson],
  ])('400 for %s, without quoting it', async (_, body, headers) => {
    const { post, logged } = ingest();
    const query = '?source=https://m.example/@acme&channel=mastodon&department=service';
    const answer = await post(body, headers, query);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'UNREADABLE' } } });
    expect(JSON.stringify([answer.body, logged])).not.toContain('secret-word');
  });

  test('413 for a body of 10 MB, also when it does not say how long it is', async () => {
    const { post, request } = ingest();
    const large = ' '.repeat(10_000_000);
    expect(await post(large)).toMatchObject({ status: 413, body: { error: { code: 'TOO_LARGE' } } });
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 65_536;
        if (pulled > 10_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const headers = { authorization: 'Bearer local', ...structured };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await request('/v1/interactions', init)).status).toBe(413);
    expect(pulled).toBeLessThan(bodyBytes + 4 * 65_536);
  });

  test('413 for a batch of 1,001, 202 for one of 1,000', async () => {
    const batch = Array.from({ length: 1_001 }, (_, n) => cloudEvent({ id: `c:${n}` }));
    expect(await ingest().post(batch)).toMatchObject({ status: 413, body: { error: { code: 'TOO_MANY' } } });
    expect((await ingest().post(batch.slice(1))).body).toEqual({ accepted: 1_000, rejected: [] });
  });
});

describe('keys', () => {
  test.each([
    ['no key', '', 401],
    ['another scheme', 'Basic bG9jYWw=', 401],
    ['an unknown key', 'Bearer guess', 403],
    ['the local key with something behind it', 'Bearer locality', 403],
  ])('%s is refused before the body is read', async (_, authorization, status) => {
    const answer = await ingest().post('not JSON', { authorization });
    expect(answer.status).toBe(status);
    expect(answer.body.error.code).toBe(status === 401 ? 'KEY_REQUIRED' : 'KEY_UNKNOWN');
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  test('the word `local` is no key where no local key is set', async () => {
    expect((await ingest({ localKey: undefined }).post([cloudEvent()])).status).toBe(403);
  });

  const registered = ({ name, input }: { name: string; input: Record<string, unknown> }) => {
    const pk = (input.Key as { pk: { S: string } } | undefined)?.pk.S;
    if (name !== 'GetItemCommand' || pk === 'ORGANISATION') return {};
    return { Item: pk === 'KEY' ? { source: { S: source }, createdAt: { S: '2026-01-01' } } : { sk: { S: source } } };
  };

  test('a key belongs to one source: another one is refused, and counted and kept under the key’s own', async () => {
    const { post, dynamo, rejectionPuts } = ingest({ onDynamo: registered });
    const batch = [cloudEvent(), cloudEvent({ source: 'https://x.com/other' })];
    const { status, body } = await post(batch, { authorization: 'Bearer k1' });
    expect(status).toBe(202);
    expect(body.rejected).toMatchObject([{ index: 1, code: 'SOURCE_NOT_ALLOWED', path: 'source' }]);
    expect(rejectionPuts()[0]?.input.Item).toMatchObject({ sources: { SS: [source] } });
    const updates = dynamo.sent.filter(({ name }) => name === 'UpdateItemCommand');
    expect(updates.map(({ input }) => input.Key)).toEqual([
      { pk: { S: 'SOURCE' }, sk: { S: source } },
      { pk: { S: 'N#2026-11-20' }, sk: { S: `SOURCE_NOT_ALLOWED ${source}` } },
    ]);
  });

  test('a key is looked up once a minute and by its hash', async () => {
    const { post, dynamo } = ingest({ onDynamo: registered });
    for (let n = 0; n < 3; n += 1) await post([cloudEvent()], { authorization: 'Bearer k1' });
    const lookups = dynamo.sent.filter(({ input }) => JSON.stringify(input).includes('"KEY"'));
    expect(lookups).toHaveLength(1);
    expect(JSON.stringify(dynamo.sent)).not.toContain('"k1"');
  });

  test('the local key registers each source once, with channel and department of its first interaction', async () => {
    const { post, dynamo } = ingest();
    const batch = [cloudEvent(), cloudEvent({ id: 'c:2' }, { channel: 'email' }), cloudEvent({ source: 'https://b' })];
    await post(batch);
    await post(batch);
    const values = dynamo.sent
      .filter(({ name }) => name === 'UpdateItemCommand')
      .map(({ input }) => input.ExpressionAttributeValues);
    expect(values).toEqual([
      expect.objectContaining({ ':name': { S: source }, ':channel': { S: 'x' }, ':department': { S: 'service' } }),
      expect.objectContaining({ ':name': { S: 'https://b' } }),
    ]);
  });
});

describe('limits and outages', () => {
  test('429 says when to come back, and a batch larger than the limit still passes', async () => {
    let time = Date.parse('2026-11-20T12:00:00Z');
    const { post } = ingest({ gate: { ratePerSecond: 10, lag: { soft: 60, hard: 900 } }, clock: () => time });
    const batch = Array.from({ length: 25 }, (_, n) => cloudEvent({ id: `c:${n}` }));
    expect((await post(batch)).status).toBe(202);
    const refused = await post(batch);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TOO_FAST', retryAfter: 3 } } });
    expect(refused.headers.get('retry-after')).toBe('3');
    time += 3_000;
    expect((await post(batch)).status).toBe(202);
  });

  test('503 with Retry-After when the bus takes nothing; nothing is answered as accepted or kept as a rejection', async () => {
    const { post, bus, rejectionPuts } = ingest({
      onBus: () => {
        throw new Error('down');
      },
    });
    const answer = await post([cloudEvent(), cloudEvent({ id: 'c:2' })]);
    expect(answer).toMatchObject({ status: 503, body: { accepted: 0, error: { code: 'BUS_UNAVAILABLE' } } });
    expect(answer.body.rejected.map(({ code }) => code)).toEqual(['BUS_UNAVAILABLE', 'BUS_UNAVAILABLE']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(bus.sent).toHaveLength(3);
    expect(rejectionPuts()).toEqual([]);
  });

  test('what the bus never took is refused by name and kept while the rest is accepted', async () => {
    const { post, rejectionPuts } = ingest({
      onBus: (sent) => ({
        Entries: entriesOf(sent).map(({ Detail }) =>
          Detail.includes('"sales"') ? { ErrorCode: 'InternalFailure' } : { EventId: 'e' },
        ),
      }),
    });
    const { status, body } = await post([
      cloudEvent({ id: 'a' }),
      cloudEvent({ id: 'b' }, { department: 'sales' }),
      cloudEvent({ id: 'c' }),
    ]);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, id: 'b', code: 'BUS_UNAVAILABLE' }] });
    expect(rejectionPuts()).toHaveLength(1);
  });

  const rejectionsDown = ({ name }: { name: string }) => {
    if (name === 'PutItemCommand') throw new Error('down');
    return {};
  };

  test('rejections that cannot be kept: good ones are accepted all the same, and the sender is told', async () => {
    const { post, published } = ingest({ onDynamo: rejectionsDown });
    const { status, body } = await post([cloudEvent(), cloudEvent({ id: 'b' }, { channel: 'fax' })]);
    expect([status, body.accepted, body.rejectionsKept]).toEqual([202, 1, false]);
    expect(published()).toHaveLength(1);
  });

  test('rejections that cannot be kept: 503 when nothing else was sent, so that nothing is lost', async () => {
    const answer = await ingest({ onDynamo: rejectionsDown }).post([cloudEvent({}, { channel: 'fax' })]);
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'REJECTIONS_UNAVAILABLE' } } });
  });

  test('503 when the registry or the secret does not answer, and it recovers', async () => {
    let down = true;
    const loadKeys = async () => {
      if (down) throw new Error('down');
      return (await import('./ingest-harness.ts')).keys;
    };
    const { post } = ingest({ loadKeys });
    expect(await post([cloudEvent()])).toMatchObject({ status: 503, body: { error: { code: 'UNAVAILABLE' } } });
    down = false;
    expect((await post([cloudEvent()])).status).toBe(202);
  });

  test('health follows the registry table', async () => {
    const healthy = await ingest().request('/health');
    expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }]);
    const onDynamo = () => {
      throw new Error('down');
    };
    const ill = await ingest({ onDynamo }).request('/health');
    expect([ill.status, await ill.json()]).toEqual([503, { status: 'unavailable', failing: ['registry'] }]);
  });

  test('other paths and methods answer coded JSON', async () => {
    const { request } = ingest();
    const get = await request('/v1/interactions');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const other = await request('/nothing');
    expect([other.status, await other.json()]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
  });
});

test('the handler reads events of an HTTP API, payload format 2.0', async () => {
  const variables = [
    'BUS_NAME',
    'REGISTRY_TABLE',
    'REJECTIONS_TABLE',
    'PSEUDONYM_SECRET_ID',
    'AWS_REGION',
    'SOURCE_SECRETS_PREFIX',
  ];
  for (const name of variables) vi.stubEnv(name, 'test');
  for (const name of ['SOURCE_RATE', 'SOFT_LAG', 'HARD_LAG']) vi.stubEnv(name, '100');
  vi.stubEnv('LOCAL_KEY', 'local');
  const { handler } = await import('../../functions/ingest/handler.ts');
  const invoke = (headers: Record<string, string>, body: string) =>
    handler({
      version: '2.0',
      routeKey: 'POST /v1/interactions',
      rawPath: '/v1/interactions',
      rawQueryString: '',
      headers,
      body,
      isBase64Encoded: true,
      requestContext: { http: { method: 'POST', path: '/v1/interactions' }, domainName: 'api.example' },
    } as never);
  expect(await invoke({}, '')).toMatchObject({ statusCode: 401 });
  const headers = { authorization: 'Bearer local', ...structured };
  const large = Buffer.alloc(bodyBytes + 1, ' ').toString('base64');
  const answer = await invoke(headers, large);
  expect(answer).toMatchObject({ statusCode: 413, isBase64Encoded: false });
  expect(JSON.parse((answer as { body: string }).body)).toMatchObject({ error: { code: 'TOO_LARGE' } });
  vi.unstubAllEnvs();
});
