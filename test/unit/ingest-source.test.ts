import { beforeEach, describe, expect, test } from 'vitest';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { pauseSource } from '../../shared/store/update-source.ts';
import { engineForEach } from '../engine-for-each.ts';
import { cloudEvent, ingest, now, source } from './ingest-harness.ts';

const stage = engineForEach(now);
const { clock } = stage;
const key = 'a-key-of-the-source';
const eve = { who: 'eve', roles: ['engineer'] } as const;
beforeEach(async () => {
  const registry = createSourceRegistry({ client: stage.client, tableName: stage.names.registry, clock });
  await registry.registerSource({ id: source, channel: 'x', department: 'service' });
  await registry.registerKey(key, source);
});

const app = () =>
  ingest({ dynamo: stage.client, registryTable: stage.names.registry, rejectionsTable: stage.names.rejections, clock });
const pause = (paused: boolean) =>
  pauseSource({ client: stage.client, tableName: stage.names.registry, clock }, eve, source, paused);
const bearer = { authorization: `Bearer ${key}` };

describe('a source whose first events are all refused', () => {
  const id = 'urn:acme:new-feed';
  const registry = () => createSourceRegistry({ client: stage.client, tableName: stage.names.registry, clock });
  const listed = async () => (await registry().listSources()).filter((one) => one.id !== source);
  const wrong = (over: object = {}) => cloudEvent({ source: id, ...over }, { channel: 'carrier pigeon' });

  test('is listed by its id and count with the local key, and gets its channel with the first that is accepted', async () => {
    const host = app();
    expect((await host.post([wrong(), wrong({ id: '2' })])).status).toBe(422);
    expect(await listed()).toEqual([{ id, name: id, recorded: 0, duplicates: 0, rejected: 2, ignored: 0, unknown: 0 }]);
    expect(await registry().findSourceByKey('local')).toBeUndefined();
    expect((await host.post([cloudEvent({ source: id })])).status).toBe(202);
    expect(await listed()).toMatchObject([{ id, channel: 'x', department: 'service', rejected: 2 }]);
  });

  test('is not listed when what stands there is no URI', async () => {
    for (const bad of ['my crm', 'crm', 7, `urn:${'ü'.repeat(505)}`]) await app().post([wrong({ source: bad })]);
    expect(await listed()).toEqual([]);
  });

  test('is not listed by the key of another, whose refusals they are', async () => {
    expect((await app().post([wrong()], bearer)).status).toBe(422);
    expect(await listed()).toEqual([]);
    expect(await registry().findSource(source)).toMatchObject({ rejected: 1 });
  });
});

describe('GET /v1/source', () => {
  const get = async (query = '', headers: Record<string, string> = bearer) => {
    const response = await app().request(`/v1/source${query}`, { headers });
    return { status: response.status, body: await response.json() };
  };

  test('tells a sender how its source is, as of now', async () => {
    const registry = createSourceRegistry({ client: stage.client, tableName: stage.names.registry, clock });
    await registry.noteInteractions(source, {
      latest: '2026-11-20T09:30:00.000Z',
      recordedAt: '2026-11-20T09:30:04.000Z',
      recorded: 3,
      duplicates: 1,
    });
    await registry.countRejections(source, 2);
    expect(await get()).toEqual({
      status: 200,
      body: {
        id: source,
        accepted: 3,
        duplicates: 1,
        rejected: 2,
        lastInteractionAt: '2026-11-20T09:30:00.000Z',
        lagSeconds: 4,
        paused: false,
      },
    });
  });

  test('answers while the source is paused, and says so', async () => {
    await pause(true);
    expect(await get()).toMatchObject({ status: 200, body: { paused: true, lastInteractionAt: null } });
  });

  test('with the local key names its source', async () => {
    const local = { authorization: 'Bearer local' };
    expect(await get(`?source=${encodeURIComponent(source)}`, local)).toMatchObject({
      status: 200,
      body: { id: source },
    });
    expect(await get('', local)).toMatchObject({ status: 422, body: { error: { code: 'SOURCE_REQUIRED' } } });
    expect(await get('?source=other:', local)).toMatchObject({
      status: 404,
      body: { error: { code: 'UNKNOWN_SOURCE' } },
    });
  });

  test('of another source than that of the key is not told', async () => {
    expect(await get('?source=https://x.com/other')).toMatchObject({ status: 200, body: { id: source } });
  });

  test.each([
    ['no key', {}, 401, 'KEY_REQUIRED'],
    ['a wrong key', { authorization: 'Bearer wrong' }, 403, 'KEY_UNKNOWN'],
  ])('%s is refused', async (_name, headers, status, code) => {
    expect(await get('', headers)).toMatchObject({ status, body: { error: { code } } });
  });
});

describe('interactions of a paused source', () => {
  test('are refused for a while, and nothing of them is kept; then taken again within five seconds', async () => {
    const { post, published, ...rest } = app();
    await pause(true);
    const refused = await post([cloudEvent()], bearer);
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'SOURCE_PAUSED', retryAfter: 60 } } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(rest.logged).toContainEqual(['Postponed', { code: 'SOURCE_PAUSED', postponed: 1 }]);
    expect([published(), rest.rejectionPuts()]).toEqual([[], []]);
    await pause(false);
    stage.time += 5_000;
    expect(await post([cloudEvent()], bearer)).toMatchObject({ status: 202, body: { accepted: 1 } });
  });

  test('are refused within a minute by one who knew it running', async () => {
    const { post } = app();
    await post([cloudEvent()], bearer);
    await pause(true);
    stage.time += 60_000;
    expect(await post([cloudEvent()], bearer)).toMatchObject({ status: 503 });
  });
});
