import { describe, expect, test } from 'vitest';
import { createAdmission } from '../../functions/ingest/admission.ts';
import { providerPatience } from '../../functions/ingest/admission-patience.ts';
import { adapters } from '../../functions/ingest/sources/registry.ts';
import { createRateLimiter } from '../../shared/rate-limiter.ts';
import type { Backlog } from '../../shared/rate-share.ts';
import { sharedBuckets } from '../simulate-overload.ts';
import { cloudEvent, ingest, now, source } from './ingest-harness.ts';

const lag = { soft: 60, hard: 900 };
const minute = 60_000;

function admission(note: Backlog | undefined) {
  const time = { now };
  const known = { accepted: 0, note };
  const calls: number[] = [];
  const failing = { now: false };
  const admit = createAdmission({
    countAccepted: async (count) => {
      calls.push(count);
      if (failing.now) throw new Error('down');
      known.accepted += count;
      return { ...known };
    },
    take: createRateLimiter(
      sharedBuckets(),
      () => time.now,
      () => {},
    ),
    lag,
    clock: () => time.now,
    random: () => 0,
    report: () => {},
  });
  return { time, known, calls, failing, admit };
}

const noted = (over: Partial<Backlog>): Backlog => ({
  at: now,
  waiting: 0,
  rate: 1_000,
  sources: 3,
  counted: 0,
  ...over,
});

describe('the door', () => {
  test('asks once in two seconds, whatever the number of requests, and tells what it let in', async () => {
    const { admit, time, calls } = admission(undefined);
    for (let request = 0; request < 100; request++) {
      expect(await admit.closed()).toBeUndefined();
      expect(await admit.share('a', 10)).toBeUndefined();
      admit.accepted(10);
      time.now += 50;
    }
    expect(calls).toEqual([0, 400, 400]);
  });

  test('gives each source its share while there is one, and says when to come again', async () => {
    const { admit, time } = admission(noted({ waiting: 100_000, share: 10 }));
    expect(await admit.share('noisy', 50)).toBeUndefined();
    expect(await admit.share('noisy', 50)).toMatchObject({ status: 429, code: 'OVER_SHARE', retryAfter: 5 });
    expect(await admit.share('small', 5)).toBeUndefined();
    time.now += 5_000;
    expect(await admit.share('noisy', 50)).toBeUndefined();
  });

  test('a share that nobody steers any more binds nobody', async () => {
    const { admit, time } = admission(noted({ waiting: 100_000, share: 1 }));
    expect(await admit.share('noisy', 500)).toBeUndefined();
    expect(await admit.share('noisy', 500)).toMatchObject({ code: 'OVER_SHARE' });
    time.now += 31_000;
    expect(await admit.share('noisy', 500)).toBeUndefined();
  });

  test('closes above the hard lag, and later for those that send but once', async () => {
    const { admit } = admission(noted({ waiting: 1_000_000 }));
    expect(await admit.closed()).toMatchObject({ status: 503, code: 'OVERLOADED', retryAfter: 110 });
    expect(await admit.closed(providerPatience('standard-webhooks'))).toBeUndefined();
    expect(await admit.closed(providerPatience('github'))).toBeUndefined();
  });

  test('is as far behind as a fold is silent on what it was given, and opens as soon as it is not', async () => {
    const { admit, time, known } = admission(noted({}));
    for (const end = now + 15 * minute; time.now <= end; time.now += 10_000) {
      expect(await admit.closed()).toBeUndefined();
      admit.accepted(1);
    }
    const answers = [];
    for (let request = 0; request < 6; request++, time.now += 10_000) {
      const closed = await admit.closed();
      if (closed === undefined) admit.accepted(1);
      answers.push(closed?.code ?? 'let in');
    }
    expect(answers).toEqual(['let in', 'OVERLOADED', 'OVERLOADED', 'let in', 'OVERLOADED', 'OVERLOADED']);
    known.note = noted({ at: time.now, waiting: 1_000 });
    for (let request = 0; request < 3; request++, time.now += 2_000) expect(await admit.closed()).toBeUndefined();
  });

  test('a fold is not silent on requests of which nothing was accepted', async () => {
    const { admit, time } = admission(noted({}));
    for (const end = now + 60 * minute; time.now < end; time.now += 10_000) {
      expect(await admit.closed()).toBeUndefined();
      admit.accepted(0);
    }
  });

  test('nothing was behind when nobody sent for an hour', async () => {
    const { admit, time } = admission(noted({ waiting: 30_000 }));
    expect(await admit.closed()).toBeUndefined();
    time.now += 60 * minute;
    expect(await admit.closed()).toBeUndefined();
    expect(await admit.share('a', 1_000)).toBeUndefined();
  });

  test('clocks that are wrong for a while close nothing', async () => {
    for (const jump of [60, -60, 400 * 1_440, -90 * 1_440]) {
      const { admit, time, known } = admission(noted({ at: now + jump * minute, waiting: 100_000, share: 10 }));
      for (let request = 0; request < 20; request++, time.now += 1_000) {
        expect(await admit.closed()).toBeUndefined();
        expect(await admit.share('a', 40)).toBeUndefined();
      }
      time.now += jump * minute;
      expect(await admit.closed()).toBeUndefined();
      time.now -= jump * minute;
      known.note = noted({ at: time.now, waiting: 10_000_000 });
      expect(await admit.closed(), 'reads notes again').toMatchObject({ code: 'OVERLOADED' });
    }
  });

  test('a registry that does not answer closes nothing, and what was let in is told later', async () => {
    const { admit, time, failing, calls } = admission(noted({}));
    await admit.closed();
    failing.now = true;
    for (const end = now + 20 * minute; time.now < end; time.now += 10_000) {
      admit.accepted(1);
      expect(await admit.closed()).toBeUndefined();
    }
    failing.now = false;
    await admit.closed();
    expect(calls.at(-1)).toBe(120);
  });

  test('every adapter has a patience, that of a sender who never tries again the longest', () => {
    for (const id of Object.keys(adapters)) expect(providerPatience(id)).toBeGreaterThanOrEqual(2);
    expect(providerPatience('github')).toBe(Math.max(...Object.keys(adapters).map(providerPatience)));
  });
});

describe('POST /v1/interactions', () => {
  const registered =
    (attributes: Record<string, { S?: string; N?: string }>) =>
    ({ input }: { input: Record<string, unknown> }) => {
      const { pk } = (input.Key ?? {}) as Record<string, { S: string }>;
      if (pk?.S === 'KEY') return { Item: { pk, sk: { S: 'x' }, source: { S: source }, createdAt: { S: 'x' } } };
      return pk?.S === 'SOURCE' ? { Item: { pk, sk: { S: source }, ...attributes } } : {};
    };

  test('a source has the limit that an engineer set for it', async () => {
    const { post } = ingest({ onDynamo: registered({ ratePerSecond: { S: '5' } }) });
    const batch = Array.from({ length: 5 }, (_, n) => cloudEvent({ id: `c:${n}` }));
    const key = { authorization: 'Bearer k1' };
    expect((await post(batch, key)).status).toBe(202);
    expect(await post(batch, key)).toMatchObject({ status: 429, body: { error: { code: 'TOO_FAST', retryAfter: 1 } } });
  });

  test('the largest batch of texts is answered long before the function runs out of time', async () => {
    const text = 'Ich warte seit Montag auf mein Paket, and nobody answers my emails. '.repeat(11);
    const batch = Array.from({ length: 1_000 }, (_, n) => cloudEvent({ id: `c:${n}` }, { text: `${n} ${text}` }));
    const { post } = ingest();
    const began = performance.now();
    expect((await post(batch)).status).toBe(202);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('nothing of a closed door is read, published or kept', async () => {
    const behind = { at: now, waiting: 10_000_000, rate: 1_000, sources: 1 };
    const Item = Object.fromEntries(Object.entries(behind).map(([name, value]) => [name, { N: String(value) }]));
    const { post, bus, rejectionPuts } = ingest({
      onDynamo: ({ input }) => (JSON.stringify(input.Key ?? {}).includes('BACKLOG') ? { Item } : {}),
    });
    const answer = await post('no JSON at all');
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'OVERLOADED' } } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([...bus.sent, ...rejectionPuts()]).toEqual([]);
  });
});
