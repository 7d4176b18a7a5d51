import { setTimeout as later } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import { createInteractionsClient, type InteractionsClientOptions } from '../../client/create-interactions-client.ts';
import { cutBatches } from '../../client/cut-batches.ts';
import { eventsOf, sendCalls } from '../../client/example-send.ts';
import type { CloudEvent, InteractionData, Problem, Refused, Verdict } from '../../client/interaction-types.ts';
import { SendError } from '../../client/send-error.ts';
import { slept } from '../../client/slept.ts';
import type { problemSchema, refusedSchema, verdictSchema } from '../../functions/ingest/contract/answers.ts';
import type { cloudEventSchema, interactionDataSchema } from '../../shared/interaction.ts';
import { ingest } from '../unit/ingest-harness.ts';

const event = (id: string, data: Partial<InteractionData> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'https://x.com/acme',
  type: 'polylog.comment.v1',
  time: '2026-11-20T09:30:00Z',
  data: { channel: 'x', department: 'service', actor: { id: 'x:1', kind: 'customer' }, ...data },
});
const events = (count: number) => Array.from({ length: count }, (_, index) => event(String(index)));

type Reply = (ids: string[], attempt: number) => Response | Promise<Response>;
const verdict = (accepted: number, rejected: object[] = [], rest: object = {}, status = 202) =>
  Response.json({ accepted, rejected, ...rest }, { status });
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ error: { code, message: `It is ${code}.` } }, { status, headers });
const notTaken = (index: number) => ({ index, id: null, code: 'BUS_UNAVAILABLE', path: '', message: '' });
const refused = (index: number) => ({ index, id: null, code: 'INVALID', path: 'data.x', message: 'Give x.' });

/** A client of a host that replies so; `requests` are the ids of each request, `waits` the pauses. */
function clientOf(reply: Reply, options: Partial<InteractionsClientOptions> = {}) {
  const requests: string[][] = [];
  const waits: number[] = [];
  const client = createInteractionsClient({
    url: 'http://host/',
    key: 'k',
    fetch: async (_url, { body }) => {
      const ids = (JSON.parse(String(body)) as CloudEvent[]).map(({ id }) => id);
      requests.push(ids);
      return reply(ids, requests.length);
    },
    sleep: async (ms) => void waits.push(ms),
    ...options,
  });
  return { ...client, requests, waits };
}
const takesAll: Reply = (ids) => verdict(ids.length);
const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => expect.unreachable(),
    (error: unknown) => error as SendError,
  );

describe('the types of the client', () => {
  it('are what ingest checks', () => {
    expectTypeOf<keyof InteractionData>().toEqualTypeOf<keyof z.input<typeof interactionDataSchema>>();
    expectTypeOf<InteractionData>().toExtend<Loose<z.input<typeof interactionDataSchema>>>();
    expectTypeOf<z.input<typeof interactionDataSchema>>().toExtend<Loose<InteractionData>>();
    expectTypeOf<Omit<CloudEvent, 'data'>>().toExtend<Omit<z.input<typeof cloudEventSchema>, 'data'>>();
  });

  it('are what ingest answers', () => {
    expectTypeOf<Refused>().toEqualTypeOf<z.output<typeof refusedSchema>>();
    expectTypeOf<z.output<typeof verdictSchema>>().toExtend<Loose<Verdict>>();
    expectTypeOf<z.output<typeof problemSchema>>().toExtend<Loose<Problem>>();
    expectTypeOf<keyof Problem>().toEqualTypeOf<keyof z.output<typeof problemSchema>>();
  });
});
/** Lists may be read-only, and what may be left out may be undefined. */
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Item[]
  : T extends object
    ? { [Field in keyof T]: Loose<T[Field]> | (undefined extends T[Field] ? undefined : never) }
    : T;

describe('sending', () => {
  it('tells what became of each, in the order of the call', async () => {
    const { send } = clientOf((ids) => verdict(ids.length - 1, [refused(ids.indexOf('1001') < 0 ? 7 : 1)]));
    const sent = await send(events(1_500));
    expect(sent).toMatchObject({ accepted: 1_498, rejectionsKept: true });
    expect(sent.rejected).toEqual([refused(7), refused(1_001)]);
  });

  it('sends nothing when there is nothing', async () => {
    const { send, requests } = clientOf(takesAll);
    expect(await send([])).toEqual({ accepted: 0, rejected: [], rejectionsKept: true });
    expect(requests).toEqual([]);
  });

  it('takes an answer that all were refused for an answer', async () => {
    const { send } = clientOf(() => verdict(0, [refused(0)], { error: { code: 'ALL_REFUSED', message: '' } }, 422));
    expect(await send(events(1))).toMatchObject({ accepted: 0, rejected: [refused(0)] });
  });

  it('says when the host could not keep what it refused', async () => {
    const { send } = clientOf(() => verdict(1, [refused(1)], { rejectionsKept: false }));
    expect(await send(events(2))).toMatchObject({ accepted: 1, rejectionsKept: false });
  });

  it('refuses itself what no request can carry, and sends the rest', async () => {
    const { send, requests } = clientOf(takesAll);
    const sent = await send([event('a'), event('b', { text: 'ü'.repeat(600_000) }), event('c')]);
    expect(sent).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, id: 'b', code: 'TOO_LARGE' }],
      rejectionsKept: false,
    });
    expect(requests).toEqual([['a', 'c']]);
  });

  it('is understood by ingest', async () => {
    const { request } = ingest();
    const send = createInteractionsClient({
      url: 'http://host',
      key: 'local',
      fetch: async (url, init) => request(new URL(url).pathname, init),
    }).send;
    expect(await send([event('a'), event('b', { channel: 'fax' })])).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, id: 'b', code: 'UNKNOWN_CHANNEL', path: 'data.channel' }],
      rejectionsKept: true,
    });
  });
});

describe('sending again', () => {
  it.each([429, 500, 502, 503])('comes after %i, not before Retry-After', async (status) => {
    const { send, requests, waits } = clientOf((ids, attempt) =>
      attempt === 1 ? problem(status, 'X', { 'retry-after': '3' }) : verdict(ids.length),
    );
    expect(await send(events(2))).toMatchObject({ accepted: 2 });
    expect(requests).toEqual([
      ['0', '1'],
      ['0', '1'],
    ]);
    expect(waits[0]).toBeGreaterThanOrEqual(3_000);
  });

  it('takes a date for Retry-After', async () => {
    const { send, waits } = clientOf((ids, attempt) =>
      attempt === 1
        ? problem(503, 'X', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() })
        : verdict(ids.length),
    );
    await send(events(1));
    expect(waits[0]).toBeGreaterThan(50_000);
  });

  it('comes after a lost connection, and waits longer each time, up to a limit', async () => {
    const { send, waits } = clientOf((ids, attempt) => {
      if (attempt <= 12) throw new TypeError('fetch failed');
      return verdict(ids.length);
    });
    expect(await send(events(1))).toMatchObject({ accepted: 1 });
    expect(waits).toHaveLength(12);
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThanOrEqual(Math.min(20_000, 250 * 2 ** index));
    });
  });

  it('is of those alone that the bus did not take', async () => {
    const { send, requests } = clientOf((ids, attempt) =>
      attempt === 1
        ? verdict(1, [notTaken(0), refused(1), notTaken(3)], { rejectionsKept: false })
        : verdict(ids.length),
    );
    expect(await send(events(4))).toEqual({ accepted: 3, rejected: [refused(1)], rejectionsKept: false });
    expect(requests).toEqual([
      ['0', '1', '2', '3'],
      ['0', '3'],
    ]);
  });

  it('is in halves where something on the way takes less', async () => {
    const { send, requests } = clientOf((ids) => (ids.length > 2 ? problem(413, 'X') : verdict(ids.length)));
    expect(await send(events(5))).toMatchObject({ accepted: 5, rejected: [] });
    expect(requests.filter(({ length }) => length <= 2).flat()).toEqual(['0', '1', '2', '3', '4']);
  });
});

describe('a sending that fails', () => {
  it('names all that have no answer when patience ends', async () => {
    const { send } = clientOf(
      (ids) =>
        ids.includes('0') ? verdict(999, [refused(3)]) : problem(503, 'SOURCE_PAUSED', { 'retry-after': '60' }),
      { patience: 30_000 },
    );
    const error = await failure(send(events(1_003)));
    expect(error).toBeInstanceOf(SendError);
    expect(error).toMatchObject({ code: 'SOURCE_PAUSED', message: 'It is SOURCE_PAUSED.' });
    expect(error.sent).toMatchObject({ accepted: 999, rejected: [refused(3)] });
    expect(error.unsent).toEqual([1_000, 1_001, 1_002]);
  });

  it.each([
    [401, 'KEY_REQUIRED'],
    [403, 'KEY_UNKNOWN'],
    [404, 'NOT_FOUND'],
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('does not try again after %i', async (status, code) => {
    const { send, requests } = clientOf(() => problem(status, code));
    expect(await failure(send(events(2)))).toMatchObject({ code, unsent: [0, 1] });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['a page', () => new Response('<html>Welcome</html>')],
    ['a verdict on fewer than were sent', () => verdict(1)],
    ['a verdict with another status', () => verdict(2, [], {}, 200)],
    ['null', () => Response.json(null, { status: 202 })],
  ])('does not take %s for an acceptance', async (_name, reply) => {
    const { send } = clientOf(reply);
    expect(await failure(send(events(2)))).toMatchObject({ code: 'UNEXPECTED_ANSWER', unsent: [0, 1] });
  });

  it('ends at once when it is given up, also while it waits', async () => {
    const controller = new AbortController();
    const { send } = clientOf(() => problem(503, 'X', { 'retry-after': '30' }), {
      signal: controller.signal,
      sleep: slept,
    });
    const sending = failure(send(events(1)));
    await later(20);
    controller.abort();
    expect(await sending).toMatchObject({ code: 'ABORTED', unsent: [0] });
  });

  it('does not wait for ever for an answer', async () => {
    const { send } = clientOf(takesAll, {
      timeout: 10,
      patience: 0,
      fetch: (_url, { signal }) =>
        new Promise((_done, failed) => signal?.addEventListener('abort', () => failed(signal.reason))),
    });
    expect(await failure(send(events(1)))).toMatchObject({ code: 'UNREACHABLE', unsent: [0] });
  });
});

describe('cutting into requests', () => {
  it('keeps order, loses nothing and stays within the limits', () => {
    const limits = { events: 4, bytes: 40 };
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => JSON.stringify(text)));
    fc.assert(
      fc.property(texts, (given) => {
        const { batches, tooLarge } = cutBatches(
          given.map((text, index) => ({ index, text })),
          limits,
        );
        for (const { body, indices } of batches) {
          expect(new TextEncoder().encode(body).byteLength).toBeLessThanOrEqual(limits.bytes);
          expect(indices.length).toBeLessThanOrEqual(limits.events);
          expect(JSON.parse(body)).toEqual(indices.map((index) => JSON.parse(given[index] ?? '')));
        }
        for (const index of tooLarge) expect(Buffer.byteLength(given[index] ?? '') + 2).toBeGreaterThan(limits.bytes);
        const placed = batches.flatMap(({ indices }) => indices);
        expect(placed).toEqual(placed.toSorted((one, other) => one - other));
        expect([...placed, ...tooLarge].toSorted((one, other) => one - other)).toEqual([...given.keys()]);
      }),
    );
  });
});

describe('the example of a call centre', () => {
  it('sends an enquiry and its reply as one conversation', async () => {
    const { published, request } = ingest();
    const call = { number: '12', caller: '0049-30', beganAt: new Date('2026-11-20T09:00:00Z'), answeredBy: '7' };
    const plain = globalThis.fetch;
    globalThis.fetch = async (url, init) => request(new URL(String(url)).pathname, init);
    try {
      expect(await sendCalls('http://host', 'local', [call])).toMatchObject({ accepted: 2, rejected: [] });
    } finally {
      globalThis.fetch = plain;
    }
    expect(published().map(({ activity, conversation }) => [activity, conversation])).toEqual([
      ['enquiry', 'calls:12'],
      ['reply', 'calls:12'],
    ]);
    expect(eventsOf({ number: '13', caller: '1', beganAt: new Date(0) })).toHaveLength(1);
  });
});
