import { expect, it } from 'vitest';
import { createApi } from '../../graphql/yoga.ts';
import { createRateLimiter } from '../../shared/rate-limiter.ts';
import { sharedBuckets } from '../simulate-overload.ts';
import { fakeDeps } from './harness.ts';

const range = '{ from: "2026-03-01", to: "2026-03-31" }';
const report = `report(input: { metrics: [POSTS], range: ${range} }) { asOf }`;

/** Two servers that share the buckets; one report costs a little more than 1,000. */
function servers(perSecond: number) {
  const time = { now: Date.parse('2026-11-22T12:00:00Z') };
  const spend = sharedBuckets();
  const keys: string[] = [];
  const apis = [0, 1].map(() => {
    const take = createRateLimiter(
      spend,
      () => time.now,
      () => {},
    );
    return createApi(
      fakeDeps({
        report: async () => ({ rows: [], totals: [], warnings: [], asOf: 0 }),
        takeCost: (viewer, cost) => {
          keys.push(viewer);
          return take(viewer, cost, { perSecond, burst: perSecond });
        },
      }),
    );
  });
  const ask = async (server: number, query: string, as = 'analyst', operationName?: string) => {
    const response = await apis[server]?.fetch('http://graphql/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
      body: JSON.stringify({ query, operationName }),
    });
    if (!response) throw new Error('There are two servers.');
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: object }[] };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), data, error: errors?.[0] };
  };
  return { time, ask, keys };
}

it('a viewer who asks for too much is told when to ask again, whichever server answers', async () => {
  const { ask, time } = servers(3_000);
  for (const server of [0, 1]) expect(await ask(server, `{ ${report} }`)).toMatchObject({ status: 200, data: {} });
  const refused = await ask(0, `{ ${report} }`);
  expect(refused).toMatchObject({
    status: 429,
    retryAfter: '1',
    error: { extensions: { code: 'RATE_LIMITED', details: { retryAfter: 1 } } },
  });
  expect(await ask(1, `{ ${report} }`, 'viewer')).toMatchObject({ status: 200 });
  time.now += 1_000;
  expect(await ask(0, `{ ${report} }`)).toMatchObject({ status: 200 });
});

it('what is asked for is priced by the schema: many cheap questions pass where few dear ones do not', async () => {
  const { ask } = servers(3_000);
  for (let asked = 0; asked < 50; asked++) expect((await ask(0, '{ channels { id } }')).status).toBe(200);
  expect((await ask(0, `{ a: ${report} b: ${report} c: ${report} }`)).status).toBe(429);
});

it('only the operation that is meant is paid for', async () => {
  const { ask } = servers(2_500);
  const both = `query Cheap { channels { id } } query Dear { a: ${report} b: ${report} }`;
  for (let asked = 0; asked < 20; asked++) expect((await ask(0, both, 'analyst', 'Cheap')).status).toBe(200);
  expect((await ask(0, both, 'analyst', 'Dear')).status).toBe(200);
  expect((await ask(0, both, 'analyst', 'Dear')).status).toBe(429);
});

it('an operation that the schema refuses for its price costs nothing', async () => {
  const { ask } = servers(30_000);
  const bomb = `{ ${Array.from({ length: 21 }, (_, n) => `r${n}: ${report}`).join(' ')} }`;
  for (let asked = 0; asked < 5; asked++) {
    expect((await ask(0, bomb)).error?.extensions).toMatchObject({ code: 'COST_LIMIT' });
  }
  expect((await ask(0, `{ ${report} }`)).status).toBe(200);
});

it('what the registry keeps of a viewer names nobody', async () => {
  const { ask, keys } = servers(3_000);
  await ask(0, '{ channels { id } }');
  expect(keys).toEqual([expect.stringMatching(/^viewer [\w-]{43}$/)]);
  expect(keys[0]).not.toContain('analyst');
});
