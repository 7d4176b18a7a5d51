import { beforeAll, describe, expect, it } from 'vitest';
import { answerHeaders } from '../../../shared/answer-headers.ts';
import { sharedStack } from '../../stack.ts';

const stack = sharedStack();
const origin = 'http://localhost:5173';
let viewer: { authorization: string };
beforeAll(async () => {
  viewer = { authorization: `Bearer ${await stack.token('viewer')}` };
});

const ask = (path: string, init: RequestInit = {}) => fetch(`${stack.url}${path}`, { redirect: 'manual', ...init });
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const reads =
  (path: string, headers: Record<string, string> = {}) =>
  () =>
    ask(path, { headers });
const range = '{ from: "2026-03-02", to: "2026-03-08" }';
const watch = `subscription { reportChanged(input: { metrics: [POSTS], range: ${range} }) { revision } }`;

/** What is asked of each door, and whether the answer may be kept. */
const answers: [string, () => Promise<Response>][] = [
  ['the API: data', () => ask('/graphql', json({ query: '{ departments { id } }' }, viewer))],
  ['the API: nobody', () => ask('/graphql', json({ query: '{ departments { id } }' }))],
  ['the API: a false token', () => ask('/graphql', json({ query: '{ a }' }, { authorization: 'Bearer a.b.c' }))],
  ['the API: no JSON', () => ask('/graphql', json('{', viewer))],
  ['the API: no field', () => ask('/graphql', json({ query: '{ nothing }' }, viewer))],
  ['the door: no key', () => ask('/v1/interactions', json({}))],
  ['the door: an unknown key', () => ask('/v1/interactions', json({}, { authorization: 'Bearer nobody' }))],
  ['the door: what is no event', () => ask('/v1/interactions', json({}, { authorization: 'Bearer local' }))],
  ['a webhook of nobody', () => ask('/v1/sources/slack/AAAAAAAAAAAAAAAAAAAAAA', json({}))],
  ['a schema that is not there', reads('/v1/schemas/none.v1.json')],
  ['health', reads('/health')],
  ['where there is nothing', () => ask('/nowhere', json({}))],
  ['live: nobody', () => ask('/live', json({ query: watch }, { accept: 'text/event-stream' }))],
  ['live: what is no subscription', () => ask('/live', json({ query: '{ departments { id } }' }, viewer))],
];

describe('every door', () => {
  it.each(answers)('answers with the headers of data: %s', async (_name, answer) => {
    const response = await answer();
    // Yoga says no-cache of events; neither is kept.
    const kept = expect.stringMatching(/^no-(store|cache)/);
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...answerHeaders, 'cache-control': kept });
    expect(await response.text()).not.toMatch(/\.ts:\d|\.mjs:\d|node_modules|\n\s+at /);
  });

  it.each([
    ['the description of the API', '/v1/openapi.json'],
    ['its page', '/v1/docs'],
    ['the page', '/'],
    ['a view of the page', '/departments'],
    ['a file that is not there', '/assets/none.js'],
    ['GraphiQL', '/graphql'],
  ])('answers with a policy against scripts, frames and guessed types: %s', async (_name, path) => {
    const { headers } = await ask(path, { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
  });

  it('streams with them, too', async () => {
    const response = await ask('/live', json({ query: watch }, { ...viewer, accept: 'text/event-stream' }));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...answerHeaders,
      'cache-control': 'no-cache, no-transform',
    });
    await response.body?.cancel();
  });

  it.each(['/graphql', '/v1/interactions', '/live'])(
    'lets in the origins that are named, and no other: %s',
    async (path) => {
      const preflight = (from: string) =>
        ask(path, {
          method: 'OPTIONS',
          headers: {
            origin: from,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          },
        });
      const named = await preflight(origin);
      expect(named.headers.get('access-control-allow-origin')).toBe(origin);
      expect(named.headers.get('access-control-allow-headers')).toContain('authorization');
      expect(named.headers.get('access-control-allow-credentials')).toBeNull();
      for (const other of ['http://evil.example', 'null', `${origin}.evil.example`, 'http://localhost:5174'])
        expect((await preflight(other)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});
