import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openedOf } from '../graphql/live-harness.ts';
import { startStack } from '../stack.ts';

/** Of its own: every report may be another one when somebody merges people. */
const { url, token, host, dataDir, stop } = await startStack();
afterAll(stop);

const day = '2024-02-13';
/** Holds the present wherever the organisation is at home. */
const present = { from: dayFromNow(-1), to: dayFromNow(1) };
let bearer: string;
let sent = 0;

beforeAll(async () => {
  bearer = await token('viewer');
});

const listening: AbortController[] = [];
afterEach(() => {
  for (const one of listening.splice(0)) one.abort();
});

/** Sends one post; it is folded a second or so later. */
async function post(time = `${day}T10:00:00Z`): Promise<void> {
  const response = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: `live:${process.pid}:${sent++}`,
      source: 'urn:live',
      type: 'polylog.post.v1',
      time,
      data: { channel: 'tiktok', department: 'product', actor: { id: 'live:brand', kind: 'brand' } },
    }),
  });
  expect(response.status).toBe(202);
}

const document = `subscription Live($input: ReportInput!) {
  reportChanged(input: $input) { revision report { totals { value } } }
}`;
const inputOf = (range: { from: string; to: string }) => ({
  metrics: ['POSTS'],
  range,
  filter: { channels: ['tiktok'], departments: ['product'] },
});

interface Asked {
  range?: { from: string; to: string };
  headers?: Record<string, string>;
  query?: string;
}

async function listen(
  { range = { from: day, to: day }, headers = {}, query = document }: Asked = {},
  address = host().functionUrls['/live'] ?? '',
): Promise<Opened & { leave: () => void }> {
  const leaving = new AbortController();
  listening.push(leaving);
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${bearer}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables: { input: inputOf(range) } }),
    signal: leaving.signal,
  });
  return { ...openedOf(response), leave: () => leaving.abort() };
}

interface Change {
  revision: string;
  report: { totals: { value: number }[] };
}
const changeOf = (read: Awaited<ReturnType<Opened['next']>>) => read?.data?.reportChanged as Change;
const posts = async ({ next }: Opened) => changeOf(await next()).report.totals[0]?.value ?? Number.NaN;

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** How the log says that the stream of an operation ended. */
function endOf(operation: string): unknown {
  const folder = join(dataDir, 'logs');
  const file = readdirSync(folder).find((name) => name.startsWith('Live')) ?? '';
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return entries.find((entry) => entry.message === 'stream' && entry.operation === operation)?.end;
}

/** What comes first: the next event, or nothing for so long. */
const within = (ms: number, { next }: Opened) => Promise.race([next(), sleep(ms, 'nothing' as const)]);

describe('live updates', () => {
  it('tell the report at once, and the new number within seconds of an interaction, to everybody who listens', async () => {
    const [one, another] = await Promise.all([listen(), listen()]);
    expect(one.status).toBe(200);
    expect(one.headers.get('content-type')).toMatch('text/event-stream');
    const before = await posts(one);
    expect(await posts(another)).toBe(before);
    await post();
    const began = performance.now();
    expect(await Promise.all([posts(one), posts(another)])).toEqual([before + 1, before + 1]);
    // A second in the batch window, the fold, a second until the next look.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('say nothing while nothing changes, nor when something else does', async () => {
    const stream = await listen({ range: { from: '2023-02-13', to: '2023-02-13' } });
    await posts(stream);
    await post();
    expect(await within(4_000, stream)).toBe('nothing');
  });

  it('go on where a client was: nothing that it has seen, everything that it has missed', async () => {
    const first = await listen();
    const { revision, report } = changeOf(await first.next());
    first.leave();
    const headers = { 'last-event-id': revision };
    const waiting = await listen({ headers });
    expect(await within(2_500, waiting)).toBe('nothing');
    waiting.leave();
    await post();
    // Folded by the time that it reaches somebody else.
    const witness = await listen({ headers });
    await witness.next();
    expect(await posts(await listen({ headers }))).toBe((report.totals[0]?.value ?? 0) + 1);
  });

  it('stop as soon as the client leaves', async () => {
    const stream = await listen({ query: document.replace('Live', 'Leaving') });
    await stream.next();
    stream.leave();
    await expect.poll(() => endOf('Leaving'), { timeout: 3_000 }).toBe('gone');
  });

  it('are of the present, too', async () => {
    const stream = await listen({ range: present });
    const before = await posts(stream);
    await post(new Date().toISOString());
    // A quarter hour may begin meanwhile, which is an event of its own.
    const after = await posts(stream);
    expect(after === before ? await posts(stream) : after).toBe(before + 1);
  });

  it('are for those who may see reports, with a token that is valid', async () => {
    expect((await listen({ headers: { authorization: 'Bearer x.y.z' } })).status).toBe(401);
    const nobody = await listen({ headers: { authorization: '' } });
    expect(nobody.status).toBe(401);
    expect((await nobody.next())?.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    const guest = await listen({ headers: { authorization: `Bearer ${await token('guest')}` } });
    expect((await guest.next())?.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('are answered at their address alone, and each address names the other', async () => {
    const query = await listen({ query: '{ departments { id } }' });
    expect((await query.next())?.errors?.[0]).toMatchObject({
      extensions: { code: 'WRONG_ADDRESS', details: { address: `${url}/graphql` } },
    });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query: document, variables: { input: inputOf(present) } }),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'WRONG_ADDRESS', details: { address: `${url}/live` } } }],
    });
    expect((await fetch(`${url}/live/elsewhere`)).status).toBe(404);
  });
});
