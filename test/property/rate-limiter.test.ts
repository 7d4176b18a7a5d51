import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideLocally, type RateLimit } from '../../shared/rate-limit.ts';
import { createRateLimiter, type Take } from '../../shared/rate-limiter.ts';
import type { Backlog, KnownBacklog } from '../../shared/rate-share.ts';
import { forgetRates } from '../../shared/store/forget-rates.ts';
import { countAccepted, readBacklog, writeBacklog } from '../../shared/store/rate-backlog.ts';
import { createSpend } from '../../shared/store/rate-buckets.ts';
import { type Engine, startEngine, type TableNames } from '../engine.ts';
import { sharedBuckets } from '../simulate-overload.ts';

const begin = Date.parse('2026-11-22T12:00:00Z');
const fails = (failed: string, error: unknown) => {
  throw new Error(failed, { cause: error });
};

/** Instances that share buckets in memory, on a clock of their own. */
function instances(count: number, spend = sharedBuckets()) {
  const time = { now: begin };
  const takes = Array.from({ length: count }, () => createRateLimiter(spend, () => time.now, fails));
  return { time, takes, spend };
}

/** Sends `perSecond` in requests of `batch` to the instances in turn; what passed. */
async function flood(
  takes: readonly Take[],
  time: { now: number },
  seconds: number,
  perSecond: number,
  batch: number,
  limit: RateLimit,
) {
  let passed = 0;
  const requests = Math.floor((seconds * perSecond) / batch);
  for (let request = 0; request < requests; request++) {
    time.now = begin + Math.floor((request * seconds * 1000) / requests);
    if ((await takes[request % takes.length]?.('source a', batch, limit)) === 0) passed += batch;
  }
  return passed;
}

describe('a rate limit', () => {
  it.each([1, 4, 16])('lets %i instances together pass no more than one may', async (count) => {
    const limit = { perSecond: 1_000, burst: 1_000 };
    const { takes, time, spend } = instances(count);
    const passed = await flood(takes, time, 60, 20_000, 50, limit);
    // The burst, the rate, what is given out unasked, and one thirty-second that each instance may forget.
    expect(passed).toBeLessThan(1_000 + 60_000 * (1 + count / 32) + (count * 1_000) / 8);
    expect(passed).toBeGreaterThan(59_000);
    // A flood costs writes for what passes, and none for what does not.
    expect(spend.calls).toBeLessThan((1.1 * passed) / 50 + count * 60 * 5);
  });

  it('costs no call far from the limit', async () => {
    const { takes, time, spend } = instances(4);
    const limit = { perSecond: 1_000, burst: 1_000 };
    expect(await flood(takes, time, 600, 100, 1, limit)).toBe(60_000);
    expect(spend.calls).toBe(0);
  });

  it('of one process never gives more than rate and burst, and always what is within', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5_000 }),
        fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 1_000 })), { minLength: 1, maxLength: 60 }),
        async (perSecond, requests) => {
          const { takes, time } = instances(1);
          const limit = { perSecond, burst: perSecond };
          let passed = 0;
          let largest = 0;
          for (const [pause, count] of requests) {
            time.now += pause;
            const wait = (await takes[0]?.('k', count, limit)) ?? 0;
            expect(wait).toBeGreaterThanOrEqual(0);
            if (wait === 0) passed += count;
            largest = Math.max(largest, count);
          }
          const seconds = (time.now - begin) / 1000;
          expect(passed).toBeLessThanOrEqual(
            Math.max(perSecond, largest) + seconds * perSecond * (1 + 1 / 32) + largest + 1,
          );
        },
      ),
    );
  });

  it('tells a wait after which the same passes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5_000 }),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 30 }),
        async (perSecond, counts) => {
          const { takes, time } = instances(1);
          for (const count of counts) {
            const take = () => takes[0]?.('k', count, { perSecond, burst: perSecond });
            const wait = (await take()) ?? 0;
            if (wait === 0) continue;
            time.now += Math.ceil(wait) + 1;
            expect(await take()).toBe(0);
          }
        },
      ),
    );
  });

  it('is certain of a refusal without asking: others only take more', () => {
    const limit = { perSecond: 10, burst: 10 };
    const bucket = { fullAt: begin * 1000 + 1e6, registered: 0, unreported: 0, seenAt: begin, askAgainAt: 0 };
    expect(decideLocally(bucket, 1, limit, begin)).toEqual({ is: 'wait', milliseconds: 100 });
  });

  it('a clock that was wrong for a while leaves nobody waiting', async () => {
    const limit = { perSecond: 100, burst: 100 };
    for (const jump of [3_600_000, 400 * 86_400_000, -3_600_000, -90 * 86_400_000]) {
      const { takes, time } = instances(2);
      time.now += jump;
      expect(await takes[0]?.('k', 100, limit)).toBe(0);
      time.now -= jump;
      for (const take of takes) expect(await take('k', 10, limit), String(jump)).toBeLessThanOrEqual(1_000);
    }
  });

  it('goes on by what the process knows while the registry does not answer', async () => {
    const time = { now: begin };
    const reported: string[] = [];
    const down = () => Promise.reject(new Error('down'));
    const take = createRateLimiter(
      down,
      () => time.now,
      (failed) => void reported.push(failed),
    );
    const passed = await flood([take], time, 10, 5_000, 10, { perSecond: 100, burst: 100 });
    expect(passed).toBeGreaterThan(900);
    expect(passed).toBeLessThan(100 + 10 * 100 * (1 + 1 / 32) + 20);
    expect(new Set(reported)).toEqual(new Set(['ask for a rate limit']));
  });
});

describe('in the registry', () => {
  let engine: Engine;
  let names: TableNames;
  beforeAll(async () => {
    engine = await startEngine();
    names = await engine.createTables();
  });
  afterAll(() => engine.stop());

  it('six instances that ask at the same time let pass what one may', async () => {
    const time = { now: begin };
    const limit = { perSecond: 200, burst: 200 };
    const takes = Array.from({ length: 6 }, () =>
      createRateLimiter(createSpend(engine.client, names.registry), () => time.now, fails),
    );
    let passed = 0;
    for (let tenth = 0; tenth < 50; tenth++) {
      time.now = begin + tenth * 100;
      const waits = await Promise.all(
        takes.flatMap((take) => [take('source b', 20, limit), take('source b', 20, limit)]),
      );
      passed += 20 * waits.filter((wait) => wait === 0).length;
    }
    // 12,000 were asked for in five seconds.
    expect(passed).toBeGreaterThan(0.9 * (limit.burst + 5 * limit.perSecond));
    expect(passed).toBeLessThan(limit.burst + 5 * limit.perSecond * (1 + 6 / 32) + (6 * limit.burst) / 8);
  });

  it('a bucket of a clock that was an hour ahead begins anew', async () => {
    const time = { now: begin + 3_600_000 };
    const limit = { perSecond: 100, burst: 100 };
    const take = createRateLimiter(createSpend(engine.client, names.registry), () => time.now, fails);
    const other = createRateLimiter(createSpend(engine.client, names.registry), () => time.now, fails);
    expect(await take('source c', 100, limit)).toBe(0);
    time.now = begin;
    expect(await take('source c', 60, limit)).toBe(0);
    expect(await other('source c', 60, limit)).toBeGreaterThan(0);
    time.now += 200;
    expect(await other('source c', 40, limit)).toBe(0);
  });

  it('two folds that note at once leave one note, a share that ends is gone, and doors count beside them', async () => {
    const read = () => readBacklog(engine.client, names.registry);
    const note = { at: begin, waiting: 5_000, rate: 100, sources: 2, counted: 0, share: 60 };
    const write = (before: KnownBacklog, backlog: Backlog) =>
      writeBacklog(engine.client, names.registry, before, backlog);
    expect(await read()).toEqual({ accepted: 0 });
    expect(await countAccepted(engine.client, names.registry, 30)).toEqual({ accepted: 30 });
    const before = await read();
    await write(before, note);
    await write(before, { ...note, at: begin + 1, share: 1 });
    const known = await read();
    expect(known).toEqual({ accepted: 30, note });
    const { share: _share, ...open } = { ...note, at: begin + 2_000 };
    await write(known, open);
    expect(await countAccepted(engine.client, names.registry, 12)).toEqual({ accepted: 42, note: open });
  });

  it('a bucket is one small item, and full again after a pause', async () => {
    const time = { now: begin };
    const limit = { perSecond: 10, burst: 20 };
    const spend = createSpend(engine.client, names.registry);
    const one = createRateLimiter(spend, () => time.now, fails);
    const other = createRateLimiter(spend, () => time.now, fails);
    expect(await one('viewer x', 20, limit)).toBe(0);
    expect(await other('viewer x', 20, limit)).toBeCloseTo(2_000, 0);
    time.now += 2_001;
    expect(await other('viewer x', 20, limit)).toBe(0);
    const key = { pk: { S: 'RATE' }, sk: { S: 'viewer x' } };
    const { Attributes } = await engine.client.send(
      new UpdateItemCommand({
        TableName: names.registry,
        Key: key,
        UpdateExpression: 'ADD t :no',
        ExpressionAttributeValues: { ':no': { N: '0' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Object.keys(Attributes ?? {}).sort()).toEqual(['pk', 'sk', 't']);
  });

  it('a bucket that was full a day ago is removed: its key says who asked', async () => {
    const limit = { perSecond: 10, burst: 20 };
    const spend = createSpend(engine.client, names.registry);
    const use = (key: string, now: number) => spend({ key, known: 0, unreported: 0, count: 20, limit, now });
    const kept = async (key: string) => {
      const request = { TableName: names.registry, Key: { pk: { S: 'RATE' }, sk: { S: key } }, ConsistentRead: true };
      return (await engine.client.send(new GetItemCommand(request))).Item !== undefined;
    };
    await use('viewer gone', begin);
    await use('viewer here', begin + 3_000);
    const day = 86_400_000;
    await forgetRates(engine.client, names.registry, begin + day + 2_000);
    expect([await kept('viewer gone'), await kept('viewer here')]).toEqual([true, true]);
    await forgetRates(engine.client, names.registry, begin + day + 2_001);
    expect([await kept('viewer gone'), await kept('viewer here')]).toEqual([false, true]);
  });
});
