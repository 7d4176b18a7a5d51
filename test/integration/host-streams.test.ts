import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let address: string;
beforeAll(async () => {
  stack = await startStack({ assembly: join(import.meta.dirname, 'host-fixture') });
  address = stack.host().functionUrls['/pour'] ?? '';
});
afterAll(() => stack.stop());

const poured = async () => (await (await fetch(`${address}/poured`)).json()) as { pieces: number; left: string };

describe('a hosted Function URL', () => {
  it('is a path of the door behind which the function sees its own paths, in payload format 2.0', async () => {
    expect(address).toBe(`${stack.url}/pour`);
    const events = [`${address}?x=1`, `${address}/a%20b?x=1`].map(async (url) => {
      const response = await fetch(url, { method: 'POST', body: '{"ä":1}', headers: { 'content-type': 'text/plain' } });
      expect(response.status).toBe(201);
      expect(response.headers.get('x-made')).toBe('here');
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      return response.json();
    });
    const shared = { version: '2.0', routeKey: '$default', rawQueryString: 'x=1', body: '{"ä":1}' };
    expect(await Promise.all(events)).toMatchObject([
      { ...shared, rawPath: '/' },
      { ...shared, rawPath: '/a%20b' },
    ]);
  });

  it('passes on what is written as it is written', async () => {
    const { body } = await fetch(address);
    const began = performance.now();
    const arrivals: number[] = [];
    for await (const _ of body ?? []) arrivals.push(performance.now() - began);
    expect(arrivals[0]).toBeLessThan(200);
    expect(arrivals.at(-1)).toBeGreaterThan(200);
  });

  it('lets the function write no faster than its reader reads, and tells it when the reader leaves', async () => {
    const request = get(`${address}/pour`);
    const response = await new Promise<import('node:http').IncomingMessage>((done) => request.once('response', done));
    // Nobody reads the response: what is under way fits into the buffers of two sockets.
    await sleep(700);
    const { pieces, left } = await poured();
    expect(left).toBe('nobody');
    expect(pieces).toBeLessThan(40);
    await sleep(300);
    expect((await poured()).pieces).toBe(pieces);
    response.destroy();
    for (const until = Date.now() + 3_000; (await poured()).left === 'nobody' && Date.now() < until; ) await sleep(20);
    expect(await poured()).toEqual({ pieces, left: 'the reader' });
  });

  it('streams all of it to a reader who does read', async () => {
    const response = await fetch(`${address}/pour`);
    expect((await response.arrayBuffer()).byteLength).toBe(100_000_000);
    expect((await poured()).left).toBe('nobody');
  });

  it('takes bytes without a head as a plain answer', async () => {
    const response = await fetch(`${address}/plain`);
    expect([response.status, await response.text()]).toEqual([200, 'no head']);
  });

  it('answers 502 for a function that fails, cuts an answer that it fails in, and goes on', async () => {
    expect((await fetch(`${address}/throw`)).status).toBe(502);
    await expect(fetch(`${address}/break`).then((response) => response.text())).rejects.toThrow();
    expect((await poured()).pieces).toBe(0);
  });

  it('does not keep the host from stopping', async () => {
    const other = await startStack({ assembly: join(import.meta.dirname, 'host-fixture') });
    const response = await fetch(`${other.host().functionUrls['/pour']}/pour`);
    const began = performance.now();
    await other.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect(response.text()).rejects.toThrow();
  });
});
