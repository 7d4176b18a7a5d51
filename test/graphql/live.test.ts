import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import type { LiveTiming } from '../../graphql/live/live-stream.ts';
import { apiWith, ask } from './harness.ts';
import { type LiveEvent, liveApi, openedOf } from './live-harness.ts';

const input = '{metrics: [INTERACTIONS], range: {from: "2026-03-01", to: "2026-03-31"}}';
const revisionOnly = `subscription Watch { reportChanged(input: ${input}) { revision } }`;
const withReport = `subscription { reportChanged(input: ${input}) { revision report { asOf } } }`;

interface Asked {
  query?: string;
  as?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  extensions?: object;
}

/** Opens a stream of the API. */
async function open(api: ReturnType<typeof liveApi>, { query = revisionOnly, as = 'viewer', ...more }: Asked = {}) {
  const response = await api.fetch('http://live/', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(as !== '' && { authorization: `Bearer ${as}` }),
      ...more.headers,
    },
    body: JSON.stringify(more.extensions ? { extensions: more.extensions } : { query }),
    ...(more.signal && { signal: more.signal }),
  });
  return openedOf(response as unknown as Response);
}

/** A report whose revision a test sets, and how often anybody looked. */
function watched(over: Partial<ApiDeps> = {}, timing: Partial<LiveTiming> = {}) {
  const state = { revision: 'a', looks: 0 };
  const reportRevision = () => async () => {
    state.looks++;
    return state.revision;
  };
  return { state, api: liveApi({ reportRevision, ...over }, timing) };
}

it('a viewer who asks for too much is refused a stream', async () => {
  const { api } = watched({ takeCost: async () => 1_500 });
  const response = await api.fetch('http://live/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: 'Bearer viewer' },
    body: JSON.stringify({ query: revisionOnly }),
  });
  expect(await response.text()).toContain('RATE_LIMITED');
});

async function all(events: AsyncIterable<LiveEvent>): Promise<LiveEvent[]> {
  const read: LiveEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}
const report = () => ({ rows: [], totals: [], warnings: [], asOf: 0, range: { from: '2026-03-01', to: '2026-03-31' } });

describe('a stream', () => {
  it('tells how long to wait, one event with its revision as id, and that it is complete', async () => {
    const { status, headers, events } = await open(watched().api);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch('text/event-stream');
    expect(headers.get('cache-control')).toMatch('no-cache');
    expect(await all(events)).toEqual([
      { retry: '3000' },
      { id: 'a', event: 'next', data: '{"data":{"reportChanged":{"revision":"a"}}}' },
      { event: 'complete', data: '' },
    ]);
  });

  it('ends when its time is over, having looked as often as it should', async () => {
    const { api, state } = watched({}, { poll: 50, duration: 300 });
    const began = performance.now();
    await all((await open(api)).events);
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(280);
    expect(took).toBeLessThan(900);
    expect(state.looks).toBeGreaterThan(2);
    expect(state.looks).toBeLessThan(9);
  });

  it('tells each change once, and nothing while nothing changes', async () => {
    const { api, state } = watched();
    const { next, events } = await open(api);
    expect(await next()).toEqual({ data: { reportChanged: { revision: 'a' } } });
    state.revision = 'b';
    expect(await next()).toEqual({ data: { reportChanged: { revision: 'b' } } });
    expect(await all(events)).toEqual([{ event: 'complete', data: '' }]);
  });

  it('sends a comment now and then while it is quiet', async () => {
    const { events } = await open(watched({}, { heartbeat: 100 }).api);
    const comments = (await all(events)).filter(({ comment }) => comment !== undefined);
    expect(comments.length).toBeGreaterThanOrEqual(2);
    expect(comments.length).toBeLessThanOrEqual(4);
  });

  it('says nothing to a client that has seen the revision, until there is another', async () => {
    const { api, state } = watched();
    const seen = { headers: { 'last-event-id': 'a' } };
    expect((await all((await open(api, seen)).events)).map(({ event }) => event)).toEqual([undefined, 'complete']);
    const { next } = await open(api, seen);
    state.revision = 'b';
    expect(await next()).toEqual({ data: { reportChanged: { revision: 'b' } } });
  });

  it('tells a client that has seen another revision at once', async () => {
    const { next } = await open(watched().api, { headers: { 'last-event-id': 'before' } });
    expect(await next()).toEqual({ data: { reportChanged: { revision: 'a' } } });
  });

  it('computes the report when it is asked for, once for each event', async () => {
    const compute = vi.fn(async () => report());
    const { api } = watched({ report: compute as never });
    await all((await open(api)).events);
    expect(compute).not.toHaveBeenCalled();
    const { next, events } = await open(api, { query: withReport });
    expect(await next()).toMatchObject({ data: { reportChanged: { report: { asOf: '1970-01-01T00:00:00.000Z' } } } });
    await all(events);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('serves two at once, each by what it has seen', async () => {
    const { api, state } = watched();
    const first = await open(api);
    const second = await open(api, { headers: { 'last-event-id': 'a' } });
    expect(await first.next()).toMatchObject({ data: { reportChanged: { revision: 'a' } } });
    state.revision = 'b';
    const both = await Promise.all([first.next(), second.next()]);
    expect(both.map((one) => one?.data)).toEqual([
      { reportChanged: { revision: 'b' } },
      { reportChanged: { revision: 'b' } },
    ]);
  });

  it('is named by the hash of a persisted document, too', async () => {
    const sha256Hash = createHash('sha256').update(revisionOnly).digest('hex');
    const policy = { persistedOnly: true, anonymousIntrospection: false };
    const { api } = watched({ persisted: { [sha256Hash]: revisionOnly }, policy });
    const named = await open(api, { extensions: { persistedQuery: { version: 1, sha256Hash } } });
    expect(await named.next()).toMatchObject({ data: { reportChanged: { revision: 'a' } } });
    expect((await (await open(api)).next())?.errors?.[0]?.extensions?.code).toBe('PERSISTED_QUERY_ONLY');
    // Who may send documents of their own may do so here, too.
    expect(await (await open(api, { as: 'analyst' })).next()).toMatchObject({
      data: { reportChanged: { revision: 'a' } },
    });
  });
});

describe('a client that leaves', () => {
  it.each([
    ['by its signal', (_events: AsyncGenerator, leaving: AbortController) => leaving.abort()],
    ['by reading no further', (events: AsyncGenerator) => events.return(undefined)],
  ])('%s stops the looks at once', async (_name, leave) => {
    const lines: Record<string, unknown>[] = [];
    const { api, state } = watched(
      { log: ({ message, fields }) => void lines.push({ message, ...fields }) },
      { poll: 40, duration: 5_000 },
    );
    const leaving = new AbortController();
    const { next, events } = await open(api, { signal: leaving.signal });
    await next();
    await leave(events, leaving);
    await sleep(10);
    const { looks } = state;
    await sleep(200);
    expect(state.looks).toBe(looks);
    expect(lines.filter(({ message }) => message === 'stream')).toEqual([
      expect.objectContaining({ operation: 'Watch', end: 'gone', events: 1, errors: [] }),
    ]);
  });
});

describe('a failing stream', () => {
  it('tells that an event failed without its cause, logs that, ends, and gives no id to resume from', async () => {
    const causes: unknown[] = [];
    const { api } = watched({
      report: async () => {
        throw new Error('table polylog-cells burnt down');
      },
      log: ({ error }) => void (error && causes.push(error)),
    });
    const sent = await all((await open(api, { query: withReport })).events);
    expect(sent.map(({ event, id }) => [event, id])).toEqual([
      [undefined, undefined],
      ['next', undefined],
      ['complete', undefined],
    ]);
    expect(JSON.parse(sent[1]?.data ?? '')).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'INTERNAL' } }],
    });
    expect(sent[1]?.data).not.toContain('burnt');
    expect(String(causes)).toContain('burnt down');
  });

  it('ends with a masked error when the revision cannot be read any more', async () => {
    let looks = 0;
    const { api } = watched({
      reportRevision: () => async () => {
        if (++looks > 1) throw new Error('table polylog-cells burnt down');
        return 'a';
      },
    });
    const { next, events } = await open(api);
    expect(await next()).toMatchObject({ data: { reportChanged: { revision: 'a' } } });
    const last = await next();
    expect(last?.errors?.[0]?.extensions?.code).toBe('INTERNAL');
    expect(JSON.stringify(last)).not.toContain('burnt');
    expect(await all(events)).toEqual([{ event: 'complete', data: '' }]);
  });

  it('is refused when it costs too much', async () => {
    const nested =
      'rows { department { report(input: $input) { rows { department { report(input: $input) { asOf } } } } } }';
    const many = Array.from({ length: 25 }, (_, n) => `r${n}: report { ${nested} }`).join(' ');
    const query = `subscription { reportChanged(input: ${input}) { ${many.replaceAll('$input', input)} } }`;
    const { next } = await open(watched().api, { query });
    expect((await next())?.errors?.[0]?.extensions?.code).toBe('COST_LIMIT');
  });
});

describe('who and what is answered', () => {
  it.each(['', 'nobody-i-know'])('refuses a request without a valid token (%j) with 401', async (as) => {
    const { api, state } = watched();
    const { status, headers, next } = await open(api, { as });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch('Bearer');
    expect((await next())?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(state.looks).toBe(0);
  });

  it('refuses a viewer without a role for reports before anything is read', async () => {
    const { api, state } = watched();
    expect((await (await open(api, { as: 'guest' })).next())?.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(state.looks).toBe(0);
  });

  it('answers queries elsewhere, and tells where', async () => {
    const { api } = watched({ addresses: { api: 'https://api.example/graphql' } });
    const { next } = await open(api, { query: '{ departments { id } }' });
    expect(await next()).toEqual({
      errors: [
        {
          message: expect.stringContaining('https://api.example/graphql'),
          extensions: { code: 'WRONG_ADDRESS', details: { address: 'https://api.example/graphql' } },
        },
      ],
    });
  });

  it('takes a subscription at the live address alone, and tells where it is', async () => {
    const api = apiWith({ addresses: { live: 'https://live.example/' } });
    const { errors } = await ask(api, revisionOnly, { as: 'viewer' });
    expect(errors?.[0]?.extensions).toEqual({ code: 'WRONG_ADDRESS', details: { address: 'https://live.example/' } });
    const refused = await ask(api, revisionOnly, { as: 'guest' });
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('streams to nobody who does not take server-sent events', async () => {
    const { status } = await open(watched().api, { headers: { accept: 'application/json' } });
    expect(status).toBe(406);
  });

  it('takes a document in the query string, as an event source sends it', async () => {
    const { api } = watched();
    const url = `http://live/?query=${encodeURIComponent(revisionOnly)}`;
    const response = await api.fetch(url, { headers: { accept: 'text/event-stream', authorization: 'Bearer viewer' } });
    expect(await openedOf(response as unknown as Response).next()).toMatchObject({
      data: { reportChanged: { revision: 'a' } },
    });
  });
});
