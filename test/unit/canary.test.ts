import { describe, expect, test } from 'vitest';
import { fetchToken, readAccess } from '../../functions/canary/canary-access.ts';
import { type CanaryDeps, runCanary } from '../../functions/canary/run-canary.ts';
import { type WatchCanaryDeps, watchCanary } from '../../functions/canary/watch-canary.ts';
import { canarySource, canaryTime } from '../../shared/canary.ts';
import { threadsOf } from '../../shared/conversation.ts';
import { isCounted } from '../../shared/interaction.ts';
import { addInteraction, emptyContribution } from '../../shared/metrics/contribution.ts';
import { context } from '../graphql/harness.ts';
import { interaction } from '../interactions.ts';

const access = { key: 'k', tokenUrl: 'https://issuer.example/token', clientId: 'id', clientSecret: 'a secret' };

/** A Polylog of one source: what is sent is counted so many milliseconds later, and each answer takes a second. */
function world({ counts = 2_000, door = 202, api = 200, grant = 200 } = {}) {
  let now = 0;
  const changes: { at: number; by: 1 | -1 }[] = [];
  const sent: { url: string; headers: Headers; body: string }[] = [];
  const answer: typeof fetch = async (input, init = {}) => {
    const url = String(input);
    const body = String(init.body);
    sent.push({ url, headers: new Headers(init.headers), body });
    now += 1_000;
    if (url === access.tokenUrl) return Response.json({ access_token: 'a token' }, { status: grant });
    if (url.endsWith('/v1/interactions')) {
      if (door !== 202) return new Response(null, { status: door });
      changes.push({ at: now + counts, by: JSON.parse(body).type === 'polylog.retraction.v1' ? -1 : 1 });
      return Response.json({ accepted: 1, rejected: [] }, { status: 202 });
    }
    const accepted = changes.reduce((sum, { at, by }) => (at <= now ? sum + by : sum), 5);
    const data = { source: { accepted }, departments: [{ id: 'sales' }], channels: [{ id: 'x' }] };
    return Response.json(api === 200 ? { data } : { errors: [] }, { status: api });
  };
  const sleep = async (ms: number) => {
    now += ms;
  };
  const lines: [string, object][] = [];
  const note = (message: unknown, ...[fields]: unknown[]) => void lines.push([String(message), fields as object]);
  const common = { fetch: answer, url: 'https://polylog.example', clock: () => now, sleep };
  const deps: CanaryDeps = { ...common, key: 'k', token: 't', id: '1' };
  const watching: WatchCanaryDeps = {
    ...common,
    loadAccess: async () => access,
    namespace: 'Polylog-test',
    logger: { info: note, warn: note },
  };
  return { deps, watching, sent, lines, counted: () => changes.reduce((sum, { by }) => sum + by, 0) };
}

describe('the canary', () => {
  test('is sent, counted, taken back and gone', async () => {
    const { deps, sent, counted } = world();
    const { seconds, goneSeconds } = await runCanary(deps);
    expect(seconds).toBeGreaterThanOrEqual(2);
    expect(seconds).toBeLessThan(5);
    expect(goneSeconds).toBeLessThan(5);
    expect(counted()).toBe(0);
    const events = sent.filter(({ url }) => url.endsWith('/v1/interactions')).map(({ body }) => JSON.parse(body));
    expect(events.map(({ source, time }) => [source, time])).toEqual(Array(2).fill([canarySource, canaryTime]));
    expect(events[1]).toMatchObject({ type: 'polylog.retraction.v1', data: { target: events[0].id } });
  });

  test('is lost when it is not counted within a minute, and taken back all the same', async () => {
    const { deps, counted } = world({ counts: 90_000 });
    await expect(runCanary(deps)).rejects.toThrow('It was waited 60 s for it to be counted.');
    expect(counted()).toBe(0);
  });

  test.each([
    [{ door: 503 }, 'The door answered 503.'],
    [{ api: 500 }, 'The reading API answered 500, and no count.'],
  ])('is lost when it is refused: %j', async (faults, message) => {
    await expect(runCanary(world(faults).deps)).rejects.toThrow(message);
  });
});

describe('the watch of the canary', () => {
  test('tells how long it took', async () => {
    const { watching, lines } = world();
    expect(await watchCanary(watching)).toMatchObject({ state: 'ARRIVED' });
    expect(lines).toMatchObject([['The canary arrived', { CanaryLate: 0, CanarySeconds: expect.any(Number) }]]);
  });

  test.each([
    ['a door that refuses', { door: 403 }, 'The door answered 403.'],
    ['an issuer that gives no token', { grant: 401 }, 'Error'],
  ])('tells that it is late for %s, and by what, without secrets', async (_, faults, reason) => {
    const { watching, lines } = world(faults);
    expect(await watchCanary(watching)).toEqual({ state: 'LOST' });
    expect(lines).toMatchObject([['The canary is lost', { reason, CanaryLate: 1 }]]);
    expect(JSON.stringify(lines)).not.toMatch(/secret|token"/);
  });

  test('tells nothing while nobody gave it access', async () => {
    const { watching, lines, sent } = world();
    expect(await watchCanary({ ...watching, loadAccess: async () => undefined })).toEqual({ state: 'UNSET' });
    expect(JSON.stringify(lines)).not.toContain('CanaryLate');
    expect(sent).toEqual([]);
  });

  test('takes the text that the template generates for no access', () => {
    expect(readAccess('x7dhs8fjk')).toBeUndefined();
    expect(readAccess(undefined)).toBeUndefined();
    expect(readAccess(JSON.stringify(access))).toEqual(access);
    // Its secret goes nowhere in clear.
    expect(readAccess(JSON.stringify({ ...access, tokenUrl: 'http://issuer.example/token' }))).toBeUndefined();
  });

  test('asks the issuer as a program, its secret in the header alone', async () => {
    const { sent, deps } = world();
    expect(await fetchToken({ ...access, scope: 'api', audience: 'polylog' }, deps.fetch)).toBe('a token');
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('id:a%20secret')}`);
    expect(sent[0]?.body).toBe('grant_type=client_credentials&scope=api&audience=polylog');
  });
});

describe('what the canary sends', () => {
  const kinds = ['view', 'enquiry', 'message', 'idea', 'post'] as const;

  test.each(kinds)('is counted for its source and nowhere else: %s', (activity) => {
    const one = interaction({
      id: '1',
      activity,
      source: canarySource,
      time: canaryTime,
      actor: { id: 'p_a', kind: 'employee', department: 'sales' },
      counterpart: { department: 'service' },
      conversation: 'c1',
      idea: 'i1',
    });
    if (!isCounted(one)) throw new Error('not counted');
    const contribution = emptyContribution();
    addInteraction(contribution, one, 1, context);
    expect([...contribution.cells.keys()].map((address) => address.split('\n')[0])).toEqual(['S#a']);
    expect(contribution.people.size).toBe(0);
    expect([...contribution.days]).toEqual([canaryTime.slice(0, 10)]);
    expect(threadsOf(one)).toEqual([]);
  });
});
