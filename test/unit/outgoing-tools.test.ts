import { describe, expect, it } from 'vitest';
import { outgoingTools } from '../../functions/ingest/outgoing-tools.ts';

/** The tools over a provider that answers by address; what it was asked. */
function tools(anywhere: boolean, answers: Record<string, () => Response> = {}) {
  const asked: Request[] = [];
  const send = async (input: RequestInfo | URL) => {
    const request = new Request(input);
    asked.push(request);
    return answers[request.url]?.() ?? new Response('ok');
  };
  return { asked, ...outgoingTools({ anywhere }, send) };
}
const moved = (location: string, status = 302) => new Response(null, { status, headers: { location } });

describe('an adapter reaches', () => {
  it.each(['https://mastodon.example/users/acme', 'https://[2606:4700::1]/', 'https://93.184.215.14/'])(
    '%s',
    async (url) => {
      expect(await (await tools(false).fetch(url)).text()).toBe('ok');
    },
  );
});

describe('an adapter does not reach', () => {
  it.each([
    'http://mastodon.example/',
    'https://localhost/',
    'https://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
    'https://2130706433/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://172.20.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://db.internal/',
    'https://db.internal./',
    'https://localhost./',
    'https://router/',
    'file:///etc/passwd',
  ])('%s', async (url) => {
    const { fetch, asked } = tools(false);
    await expect(fetch(url)).rejects.toMatchObject({ name: 'AddressRefused' });
    expect(asked).toEqual([]);
  });

  it('the same by a redirect', async () => {
    const { fetch, asked } = tools(false, { 'https://a.example/': () => moved('https://127.0.0.1/') });
    await expect(fetch('https://a.example/')).rejects.toMatchObject({ name: 'AddressRefused' });
    expect(asked).toHaveLength(1);
  });

  it('a socket without TLS', () => {
    const { WebSocket } = tools(false);
    expect(() => new WebSocket('ws://a.example/')).toThrow('HTTPS and WSS');
  });

  it('a loop of redirects to its end', async () => {
    const { fetch, asked } = tools(false, { 'https://a.example/': () => moved('https://a.example/') });
    await expect(fetch('https://a.example/')).rejects.toMatchObject({ name: 'AddressRefused' });
    expect(asked).toHaveLength(6);
  });
});

it('follows redirects to other hosts without the credentials', async () => {
  const answers = { 'https://a.example/': () => moved('/b'), 'https://a.example/b': () => moved('https://c.example/') };
  const { fetch, asked } = tools(false, answers);
  await fetch('https://a.example/', { headers: { authorization: 'Bearer x', accept: 'text/plain' } });
  expect(asked.map(({ url, headers }) => [url, headers.get('authorization'), headers.get('accept')])).toEqual([
    ['https://a.example/', 'Bearer x', 'text/plain'],
    ['https://a.example/b', 'Bearer x', 'text/plain'],
    ['https://c.example/', null, 'text/plain'],
  ]);
});

it('sends a body again where it is moved to, and none behind a 303', async () => {
  const answers = {
    'https://a.example/': () => moved('https://a.example/kept', 307),
    'https://b.example/': () => moved('https://b.example/seen', 303),
  };
  const { fetch, asked } = tools(false, answers);
  await fetch('https://a.example/', { method: 'POST', body: 'x' });
  await fetch('https://b.example/', { method: 'POST', body: 'x' });
  expect(await Promise.all(asked.map(async (request) => [request.method, await request.text()]))).toEqual([
    ['POST', 'x'],
    ['POST', 'x'],
    ['POST', 'x'],
    ['GET', ''],
  ]);
});

it('leaves a redirect to who wants to see it', async () => {
  const { fetch } = tools(false, { 'https://a.example/': () => moved('https://b.example/') });
  expect((await fetch('https://a.example/', { redirect: 'manual' })).headers.get('location')).toBe(
    'https://b.example/',
  );
});

it('locally reaches this machine, too', async () => {
  expect((await tools(true).fetch('http://127.0.0.1:1/')).ok).toBe(true);
});
