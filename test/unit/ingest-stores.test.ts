import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultOrganisation } from '../../shared/organisation.ts';
import { packRejections, type Rejection } from '../../shared/rejection.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { createRejectionStore, type RejectionQuery } from '../../shared/store/rejections.ts';
import type { SourceNote } from '../../shared/store/source-item.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { cloudEvent, ingest, keys, now, recordingClient, source } from './ingest-harness.ts';

let engine: Engine;
let names: TableNames;
let time = now;
const clock = () => time;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  time = now;
  names = await engine.createTables();
});

const hour = 3_600_000;
const day = 24 * hour;

describe('sources', () => {
  const registry = () => createSourceRegistry({ client: engine.client, tableName: names.registry, clock });
  const note = (latest: string, over: Partial<SourceNote> = {}): SourceNote => ({
    latest,
    recordedAt: '2026-11-20T12:00:00.000Z',
    recorded: 0,
    duplicates: 0,
    ...over,
  });

  test('a source is registered once and keeps its first name and place', async () => {
    await registry().registerSource({ id: source, channel: 'x', department: 'service', cadence: 'PT1H' });
    time += hour;
    await registry().registerSource({ id: source, channel: 'email', department: 'sales' });
    expect(await registry().listSources()).toEqual([
      {
        id: source,
        name: source,
        channel: 'x',
        department: 'service',
        cadence: 'PT1H',
        firstSeenAt: '2026-11-20T12:00:00.000Z',
        rejected: 0,
        recorded: 0,
        duplicates: 0,
        ignored: 0,
        unknown: 0,
      },
    ]);
  });

  test('the last interaction only moves forward, and does not stop a later registration', async () => {
    const { noteInteractions, registerSource, findSource } = registry();
    for (const minute of [10, 30, 20]) await noteInteractions(source, note(`2026-11-20T09:${minute}:00.000Z`));
    await registerSource({ id: source, channel: 'x', department: 'service' });
    expect(await findSource(source)).toMatchObject({ lastInteractionAt: '2026-11-20T09:30:00.000Z', channel: 'x' });
  });

  test('what a batch told is added up, whatever its age and whichever process notes it', async () => {
    const one = registry();
    const other = registry();
    await one.noteInteractions(source, note('2026-11-20T09:30:00.000Z', { recorded: 3, duplicates: 1 }));
    await other.noteInteractions(source, note('2026-11-20T09:10:00.000Z', { recorded: 2 }));
    await other.noteInteractions(source, note('2026-11-20T09:20:00.000Z', { duplicates: 4 }));
    await one.noteInteractions(source, note('2026-11-20T09:30:00.000Z', { duplicates: 2 }));
    expect(await one.findSource(source)).toMatchObject({
      lastInteractionAt: '2026-11-20T09:30:00.000Z',
      lagSeconds: 9000,
      lastRecordedAt: '2026-11-20T12:00:00.000Z',
      recorded: 5,
      duplicates: 7,
    });
  });

  test('refused interactions are added up for registered sources only', async () => {
    const { countRejections, registerSource, listSources } = registry();
    await registerSource({ id: source });
    await Promise.all([countRejections(source, 2), countRejections(source, 3), countRejections('https://other', 1)]);
    expect(await listSources()).toMatchObject([{ id: source, rejected: 5 }]);
  });

  test('a key leads to its source until it expires', async () => {
    const { registerKey, registerSource, findSourceByKey } = registry();
    await registerSource({ id: source, channel: 'x' });
    await registerKey('key-1', source, '2026-11-20T12:00:30.000Z');
    expect(await findSourceByKey('key-1')).toMatchObject({ id: source, channel: 'x' });
    expect(await findSourceByKey('key-2')).toBeUndefined();
    time += 31_000;
    expect(await findSourceByKey('key-1')).toBeUndefined();
  });
});

describe('rejections', () => {
  const store = () =>
    createRejectionStore({ client: engine.client, tableName: names.rejections, key: keys.payload, clock });
  const rejection = (over: Partial<Rejection> = {}): Rejection => ({
    index: 0,
    id: 'c:0',
    source,
    code: 'INVALID',
    path: 'data.colour',
    message: 'The field is not known.',
    payload: { text: 'private' },
    ...over,
  });
  const many = (count: number, over: Partial<Rejection> = {}) =>
    Array.from({ length: count }, (_, index) => rejection({ index, id: `c:${index}`, ...over }));

  async function pages(query: Omit<RejectionQuery, 'after'>) {
    const ids: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 50; page += 1) {
      const { rejections, hasNextPage } = await store().list({ ...query, ...(after && { after }) });
      ids.push(...rejections.map(({ recordedAt, index }) => `${recordedAt.slice(5, 13)}/${index}`));
      if (!hasNextPage) return ids;
      expect(rejections).toHaveLength(query.first);
      after = rejections.at(-1)?.cursor;
    }
    throw new Error('The pages do not end.');
  }

  test('come back as they were, newest request first, in pages of any size without gap or repetition', async () => {
    for (let request = 0; request < 4; request += 1) {
      time = now + request * 20 * hour;
      await store().put(many(3));
    }
    const { rejections } = await store().list({ first: 1 });
    expect(rejections[0]).toMatchObject({ ...rejection(), recordedAt: '2026-11-23T00:00:00.000Z' });
    const all = await pages({ first: 100 });
    expect(
      all.map((id) => id.slice(0, 8)).filter((id, index) => all.findIndex((one) => one.startsWith(id)) === index),
    ).toEqual(['11-23T00', '11-22T04', '11-21T08', '11-20T12']);
    expect(all).toHaveLength(12);
    for (const first of [1, 2, 3, 5, 12]) expect(await pages({ first })).toEqual(all);
  });

  test('are found by source, reason and time', async () => {
    await store().put([
      ...many(2),
      ...many(1, { source: 'https://other', code: 'CLOCK_AHEAD' }),
      ...many(1, { source: null }),
    ]);
    time += 2 * day;
    await store().put(many(1, { code: 'CLOCK_AHEAD' }));
    const count = async (query: object) => (await store().list({ first: 10, ...query })).rejections.length;
    expect(await count({})).toBe(5);
    expect(await count({ source })).toBe(3);
    expect(await count({ code: 'CLOCK_AHEAD' })).toBe(2);
    expect(await count({ source, code: 'CLOCK_AHEAD' })).toBe(1);
    expect(await count({ from: '2026-11-21T00:00:00Z' })).toBe(1);
    expect(await count({ to: '2026-11-21T00:00:00Z' })).toBe(4);
    expect(await count({ from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:00:00Z' })).toBe(4);
    expect(await count({ from: '2026-11-23T00:00:00Z' })).toBe(0);
    expect(await count({ after: 'not a cursor' })).toBe(5);
  });

  test('larger than an item are split, and all come back', async () => {
    await store().put(many(40, { payload: 'ü'.repeat(20_000) }));
    const { rejections } = await store().list({ first: 100 });
    expect(rejections).toHaveLength(40);
    expect(new Set(rejections.map(({ index }) => index)).size).toBe(40);
  });

  test('expire after thirty days, and hold nothing readable', async () => {
    const { client, sent } = recordingClient();
    await createRejectionStore({ client, tableName: 'r', key: keys.payload, clock }).put([rejection()]);
    const item = sent[0]?.input.Item as Record<string, { N: string }>;
    expect(item.expiresAt).toEqual({ N: String((now + 30 * day) / 1000) });
    expect(Object.keys(item).sort()).toEqual(['b', 'codes', 'count', 'expiresAt', 'pk', 'sk', 'sources']);
  });

  test('a payload that fits in no item, or cannot be written, leaves its reason', () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const packs = packRejections([
      rejection({ payload: 'x'.repeat(400_000) }),
      rejection({ payload: deep }),
      rejection(),
    ]);
    expect(packs).toHaveLength(1);
    const payloads = JSON.parse(packs[0]?.text ?? '').map(({ payload }: Rejection) => payload);
    expect(payloads).toEqual([null, null, { text: 'private' }]);
  });

  test('a thousand rejections of a thousand sources keep every item under 400 KB', () => {
    const packs = packRejections(
      Array.from({ length: 1_000 }, (_, n) => rejection({ source: `${n}:`.padEnd(512, 'ü') })),
    );
    expect(packs.reduce((sum, { count }) => sum + count, 0)).toBe(1_000);
    for (const { text, sources } of packs) expect(Buffer.byteLength(text + sources.join(''))).toBeLessThan(390_000);
  });
});

describe('the organisation', () => {
  const put = (b: unknown) =>
    engine.client.send(
      new PutItemCommand({
        TableName: names.registry,
        Item: { pk: { S: 'ORGANISATION' }, sk: { S: '-' }, b: { S: JSON.stringify(b) } },
      }),
    );

  test('is the default one until the registry has another, which is seen within a minute', async () => {
    expect(await loadOrganisation(engine.client, names.registry, clock)).toEqual(defaultOrganisation);
    await put({ ...defaultOrganisation, name: 'Other' });
    time += 59_000;
    expect((await loadOrganisation(engine.client, names.registry, clock)).name).toBe('Acme');
    time += 1_000;
    expect((await loadOrganisation(engine.client, names.registry, clock)).name).toBe('Other');
  });

  test('one that is not an organisation is an error, not a silent default', async () => {
    await put({ name: 'Other' });
    await expect(loadOrganisation(engine.client, names.registry, clock)).rejects.toThrow();
  });

  test('decides which channels and departments interactions may name', async () => {
    await put({ ...defaultOrganisation, channels: [{ id: 'fax', name: 'Fax', kind: 'direct' }] });
    const { post } = ingest({
      dynamo: engine.client,
      registryTable: names.registry,
      rejectionsTable: names.rejections,
    });
    const { body } = await post([cloudEvent({}, { channel: 'fax' }), cloudEvent({ id: 'b' })]);
    expect(body).toMatchObject({
      accepted: 1,
      rejected: [{ id: 'b', code: 'UNKNOWN_CHANNEL', message: 'Known are fax.' }],
    });
  });
});

describe('ingest on the real engine', () => {
  test('registers the source, counts what it refused and keeps it', async () => {
    const { post, request } = ingest({
      dynamo: engine.client,
      registryTable: names.registry,
      rejectionsTable: names.rejections,
    });
    expect((await request('/health')).status).toBe(200);
    await post([cloudEvent(), cloudEvent({ id: 'bad' }, { colour: 1 })]);
    await post([cloudEvent({ id: 'worse' }, { colour: 1 })]);
    const sources = createSourceRegistry({ client: engine.client, tableName: names.registry, clock });
    expect(await sources.listSources()).toMatchObject([
      { id: source, channel: 'x', department: 'service', rejected: 2 },
    ]);
    const kept = createRejectionStore({ client: engine.client, tableName: names.rejections, key: keys.payload, clock });
    const { rejections } = await kept.list({ first: 10 });
    expect(rejections.map(({ id }) => id).sort()).toEqual(['bad', 'worse']);
  });
});
