import { describe, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';

const { url, token } = sharedStack();
const origin = 'http://localhost:5173';

const preflight = (path: string, from: string) =>
  fetch(`${url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
/** The headers about other origins, without their common beginning. */
const told = ({ headers }: Response) =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) => (name.startsWith('access-control-') ? [[name.slice(15), value]] : [])),
  );

describe('a page of another origin', () => {
  it.each([
    ['/graphql', 'authorization,content-type'],
    ['/v1/interactions', 'authorization,content-type'],
    ['/live', 'authorization,content-type,last-event-id'],
  ])('asks first whether it may call %s, and may from a listed origin', async (path, headers) => {
    const response = await preflight(path, origin);
    expect(response.status).toBe(204);
    expect(told(response)).toEqual({
      'allow-origin': origin,
      'allow-methods': 'GET,POST',
      'allow-headers': headers,
      'max-age': '3600',
    });
    expect(response.headers.get('vary')).toBe('Origin');
    const other = await preflight(path, 'http://localhost:5174');
    expect([other.status, told(other)]).toEqual([204, {}]);
    expect(other.headers.get('vary')).toBe('Origin');
  });

  it('may read the answer, refusals too', async () => {
    const query = '{ departments { id } }';
    const ask = async (from: string, authorization: string) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { origin: from, authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    const bearer = `Bearer ${await token('viewer')}`;
    const answers = [
      await ask(origin, bearer),
      await ask(origin, 'Bearer x'),
      await ask('https://evil.example', bearer),
    ];
    expect(answers.map((answer) => [answer.status, told(answer)])).toEqual([
      [200, { 'allow-origin': origin }],
      [401, { 'allow-origin': origin }],
      [200, {}],
    ]);
    const missing = await fetch(`${url}/v1/nothing`, { headers: { origin } });
    expect([missing.status, told(missing)]).toEqual([404, { 'allow-origin': origin }]);
  });

  it('does not change what a cache may tell apart otherwise', async () => {
    const page = await fetch(`${url}/graphql`, { headers: { origin, accept: 'text/html' } });
    expect(page.headers.get('vary')?.toLowerCase()).toMatch(/origin.*accept/);
  });

  it('that asks by OPTIONS without saying for what gets what everybody gets', async () => {
    expect((await fetch(`${url}/graphql`, { method: 'OPTIONS', headers: { origin } })).status).toBe(404);
    expect((await fetch(`${url}/graphql`, { method: 'OPTIONS' })).status).toBe(404);
  });
});
