import { randomBytes } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { packRejections, type Rejection } from '../../shared/rejection.ts';
import { applyFixRules } from '../../shared/rejection-fix.ts';
import type { PageRequest } from '../../shared/store/connection.ts';
import type { ListedRejection } from '../../shared/store/rejection-item.ts';
import { createRejectionStore, type RejectionQuery } from '../../shared/store/rejections.ts';
import { engineForEach } from '../engine-for-each.ts';
import { keys, now, recordingClient, source } from './ingest-harness.ts';

const stage = engineForEach(now);
const { clock } = stage;

const hour = 3_600_000;
const day = 24 * hour;
const other = 'https://other';

const store = (report?: (failed: string, error: unknown) => void) =>
  createRejectionStore({
    client: stage.client,
    tableName: stage.names.rejections,
    key: keys.payload,
    clock,
    ...(report && { report }),
  });
const rejection = (over: Partial<Rejection> = {}): Rejection => ({
  index: 0,
  id: 'c:0',
  source,
  code: 'INVALID',
  path: 'data.colour',
  message: 'The field is not known.',
  format: 'cloudevents',
  payload: { text: 'private' },
  ...over,
});
const many = (count: number, over: Partial<Rejection> = {}) =>
  Array.from({ length: count }, (_, index) => rejection({ index, id: `c:${index}`, ...over }));

const listed = async (query: RejectionQuery = {}): Promise<ListedRejection[]> =>
  (await store().list({ first: 200, ...query })).edges.map(({ node }) => node);
const nameOf = ({ recordedAt, index }: ListedRejection) => `${recordedAt.slice(5, 13)}/${index}`;

/** All pages one after the other, from the start or from the end; those from the end are put in list order. */
async function pages(size: number, from: 'start' | 'end' = 'start'): Promise<string[]> {
  const names: string[] = [];
  let page: PageRequest = from === 'start' ? { first: size } : { last: size };
  for (let turn = 0; turn < 50; turn += 1) {
    const { edges, pageInfo } = await store().list(page);
    const more = from === 'start' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    const found = edges.map(({ node }) => nameOf(node));
    if (from === 'start') names.push(...found);
    else names.unshift(...found);
    if (!more) return names;
    expect(found).toHaveLength(size);
    page = from === 'start' ? { first: size, after: pageInfo.endCursor } : { last: size, before: pageInfo.startCursor };
  }
  throw new Error('The pages do not end.');
}

describe('kept rejections', () => {
  test('come back as they were, newest request first, in pages of any size, both ways, without gap or repetition', async () => {
    for (let request = 0; request < 4; request += 1) {
      stage.time = now + request * 20 * hour;
      await store().put(many(3));
    }
    const [first] = await listed({ first: 1 });
    expect(first).toMatchObject({ ...rejection(), recordedAt: '2026-11-23T00:00:00.000Z', state: 'OPEN' });
    const all = (await listed()).map(nameOf);
    expect(all.filter((_, index) => index % 3 === 0)).toEqual(['11-23T00/0', '11-22T04/0', '11-21T08/0', '11-20T12/0']);
    expect(all).toHaveLength(12);
    for (const size of [1, 2, 3, 5, 12]) {
      expect(await pages(size)).toEqual(all);
      expect(await pages(size, 'end')).toEqual(all);
    }
  });

  test('between two cursors are the ones in between', async () => {
    await store().put(many(5));
    const [first, , , fourth] = await listed();
    const between = await listed({ first: 200, after: first?.cursor, before: fourth?.cursor });
    expect(between.map(({ index }) => index)).toEqual([1, 2]);
  });

  test('are found by source, reason, path, state and time', async () => {
    await store().put([...many(2), ...many(1, { source: other, code: 'CLOCK_AHEAD' }), ...many(1, { source: null })]);
    stage.time += 2 * day;
    await store().put(many(1, { code: 'CLOCK_AHEAD', path: 'time' }));
    const count = async (query: RejectionQuery) => (await listed(query)).length;
    expect(await count({})).toBe(5);
    expect(await count({ source })).toBe(3);
    expect(await count({ code: 'CLOCK_AHEAD' })).toBe(2);
    expect(await count({ source, code: 'CLOCK_AHEAD' })).toBe(1);
    expect(await count({ path: 'time' })).toBe(1);
    expect(await count({ state: 'OPEN' })).toBe(5);
    expect(await count({ state: 'FIXED' })).toBe(0);
    expect(await count({ from: '2026-11-21T00:00:00Z' })).toBe(1);
    expect(await count({ to: '2026-11-21T00:00:00Z' })).toBe(4);
    expect(await count({ from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:00:00Z' })).toBe(4);
    expect(await count({ from: '2026-11-23T00:00:00Z' })).toBe(0);
    await expect(count({ after: 'not a cursor' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });

  test('of before there were formats are CloudEvents', async () => {
    const { format: _, ...old } = rejection();
    await store().put([old as Rejection]);
    expect(await listed()).toMatchObject([{ format: 'cloudevents' }]);
  });

  test('larger than an item are split, and all come back', async () => {
    await store().put(many(40, { payload: 'ü'.repeat(20_000) }));
    const found = await listed();
    expect(found).toHaveLength(40);
    expect(new Set(found.map(({ index }) => index)).size).toBe(40);
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
      rejection({ payload: randomBytes(300_000).toString('base64') }),
      rejection({ payload: 'x'.repeat(2_000_000) }),
      rejection({ payload: deep }),
      rejection(),
    ]);
    expect(packs).toHaveLength(1);
    const payloads = JSON.parse(packs[0]?.text ?? '').map(({ payload }: Rejection) => payload);
    expect(payloads).toEqual([null, null, null, { text: 'private' }]);
  });

  test('a payload that is kept can be corrected: 2,000 levels could be written, and not be copied', () => {
    const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    const packs = packRejections([rejection({ payload: nested(2_000) }), rejection({ payload: nested(500) })]);
    const [tooDeep, deep] = JSON.parse(packs[0]?.text ?? '').map(({ payload }: Rejection) => payload);
    expect(tooDeep).toBeNull();
    expect(applyFixRules(deep, [{ drop: { path: 'a' } }])).toMatchObject({ payload: {}, notes: [] });
  });

  test('a long payload that compresses is alone in its item, and comes back whole', async () => {
    const long = { text: '🧶 wool, '.repeat(100_000) };
    await store().put([rejection(), rejection({ index: 1, payload: long }), rejection({ index: 2 })]);
    const all = await listed();
    expect(new Set(all.map(({ place }) => place.sort)).size).toBe(3);
    expect(all.find(({ index }) => index === 1)?.payload).toEqual(long);
  });

  test('a thousand rejections of a thousand sources keep every item under 400 KB', () => {
    const packs = packRejections(
      Array.from({ length: 1_000 }, (_, n) => rejection({ source: `${n}:`.padEnd(512, 'ü') })),
    );
    expect(packs.reduce((sum, { count }) => sum + count, 0)).toBe(1_000);
    for (const { text, sources } of packs) expect(Buffer.byteLength(text + sources.join(''))).toBeLessThan(390_000);
  });
});

describe('settling', () => {
  test('marks each once, says who and when, and leaves the others open', async () => {
    await store().put(many(4));
    const all = await listed();
    stage.time += hour;
    expect(await store().settle(all.slice(0, 2), 'FIXED', 'ada')).toHaveLength(2);
    stage.time += hour;
    const again = await store().settle(all.slice(0, 3), 'DISMISSED', 'bob');
    expect(again.map(({ index }) => index)).toEqual([2]);
    expect((await listed()).map(({ state, settledBy }) => [state, settledBy])).toEqual([
      ['FIXED', 'ada'],
      ['FIXED', 'ada'],
      ['DISMISSED', 'bob'],
      ['OPEN', undefined],
    ]);
    expect((await listed({ state: 'FIXED' }))[0]?.settledAt).toBe('2026-11-20T13:00:00.000Z');
    expect((await store().find(all.map(({ cursor }) => cursor).reverse())).map(({ state }) => state)).toEqual([
      'OPEN',
      'DISMISSED',
      'FIXED',
      'FIXED',
    ]);
  });

  test('by several at once counts each once', async () => {
    await store().put(many(12));
    const all = await listed();
    const taken = await Promise.all(
      [0, 3, 6].map((from) => store().settle(all.slice(from, from + 6), 'FIXED', `engineer ${from}`)),
    );
    expect(taken.flat().map(({ index }) => index)).toHaveLength(12);
    expect(await store().counts('0', '9')).toEqual([{ source, code: 'INVALID', open: 0, fixed: 12, dismissed: 0 }]);
  });

  test('of many that came one by one takes one transaction for ten of them', async () => {
    for (let n = 0; n < 25; n += 1) await store().put(many(1, { source: n % 2 === 0 ? source : other }));
    let transactions = 0;
    const client = {
      send: (command: TransactWriteItemsCommand) => {
        if (command instanceof TransactWriteItemsCommand) transactions += 1;
        return stage.client.send(command);
      },
    } as never;
    const counted = createRejectionStore({ client, tableName: stage.names.rejections, key: keys.payload, clock });
    expect(await counted.settle(await listed(), 'FIXED', 'ada')).toHaveLength(25);
    expect(transactions).toBe(3);
    const counts = await store().counts('0', '9');
    expect(counts.map(({ open, fixed }) => [open, fixed]).sort()).toEqual([
      [0, 12],
      [0, 13],
    ]);
  });

  test('of what has expired does nothing', async () => {
    await store().put(many(1));
    const gone = (await listed()).map((one) => ({ ...one, place: { ...one.place, sort: `${one.recordedAt}#gone` } }));
    expect(await store().settle(gone, 'FIXED', 'ada')).toEqual([]);
    expect(await store().counts('0', '9')).toMatchObject([{ open: 1, fixed: 0 }]);
  });
});

describe('counts', () => {
  test('are by reason and source, of the days asked for, the most open first', async () => {
    await store().put([...many(3), ...many(1, { source: null, code: 'CLOCK_AHEAD' })]);
    stage.time += 2 * day;
    await store().put([...many(2), ...many(4, { source: other })]);
    await store().settle((await listed({ source: other })).slice(0, 1), 'DISMISSED', 'ada');
    expect(await store().counts('2026-11-20', '2026-11-22')).toEqual([
      { source, code: 'INVALID', open: 5, fixed: 0, dismissed: 0 },
      { source: other, code: 'INVALID', open: 3, fixed: 0, dismissed: 1 },
      { source: null, code: 'CLOCK_AHEAD', open: 1, fixed: 0, dismissed: 0 },
    ]);
    expect(await store().counts('2026-11-21', '2026-11-21')).toEqual([]);
    expect(await store().counts('2026-11-22', '2026-12-31')).toMatchObject([
      { source: other, open: 3 },
      { source, open: 2 },
    ]);
  });

  test('expire with what they count, and one that fails is told and keeps the rejections', async () => {
    const failures: string[] = [];
    const { client, sent } = recordingClient(({ name }) => {
      if (name === 'UpdateItemCommand') throw new Error('throttled');
      return {};
    });
    const report = (failed: string) => failures.push(failed);
    await createRejectionStore({ client, tableName: 'r', key: keys.payload, clock, report }).put(many(2));
    const [, update] = sent;
    expect(update?.input.Key).toEqual({ pk: { S: 'N#2026-11-20' }, sk: { S: `INVALID ${source}` } });
    expect(update?.input.ExpressionAttributeValues).toEqual({
      ':count': { N: '2' },
      ':expiresAt': { N: String((now + 30 * day) / 1000) },
    });
    expect(failures).toEqual(['count rejections']);
  });
});
