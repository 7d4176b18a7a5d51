import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { launchChromium } from './launch-chromium.ts';

const { url, token } = sharedStack();
let browser: Browser;
const servers: Server[] = [];
beforeAll(async () => {
  // Its own list switches off what is tested here.
  browser = await launchChromium(['--disable-web-security']);
});
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** An empty page, served on the first of these ports that is free. */
async function pageOn(ports: number[]): Promise<Page> {
  for (const port of ports) {
    const server = createServer((_, response) => response.end('<title>A front end</title>'));
    server.listen(port, 'localhost');
    if (await once(server, 'listening').catch(() => undefined)) servers.push(server);
    const address = server.address();
    if (!address || typeof address === 'string') continue;
    const page = await browser.newPage();
    await page.goto(`http://localhost:${address.port}/`);
    return page;
  }
  throw new Error(`None of the ports ${ports.join(', ')} is free.`);
}

/** What a page gets that sends a document with a token: the status and the first bytes, or how it fails. */
const ask = (page: Page, path: string, bearer: string, query: string) =>
  page.evaluate(
    async ([address, authorization, body]) => {
      const headers = { authorization, 'content-type': 'application/json', 'last-event-id': 'none' };
      if (!address.endsWith('/live')) Reflect.deleteProperty(headers, 'last-event-id');
      try {
        const response = await fetch(address, { method: 'POST', headers, body });
        const first = await response.body?.getReader().read();
        return { status: response.status, text: new TextDecoder().decode(first?.value) };
      } catch (error) {
        return { status: 0, text: String(error) };
      }
    },
    [`${url}${path}`, `Bearer ${bearer}`, JSON.stringify({ query })] as const,
  );

const subscription =
  'subscription { reportChanged(input: {metrics: [POSTS], range: {from: "2023-01-01", to: "2023-01-01"}}) { revision } }';

describe('a page of another origin', () => {
  it('asks and listens when the origin is one of development', async () => {
    const page = await pageOn([5173, 4173, 8080, 3000]);
    const bearer = await token('viewer');
    const answer = await ask(page, '/graphql', bearer, '{ departments { id } }');
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"departments"')]);
    const stream = await ask(page, '/live', bearer, subscription);
    expect([stream.status, stream.text]).toEqual([200, expect.stringMatching(/^retry: /)]);
    const refused = await ask(page, '/graphql', 'nobody', '{ departments { id } }');
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  }, 60_000);

  it('reads nothing when it is any other', async () => {
    const page = await pageOn([0]);
    const bearer = await token('viewer');
    expect(await ask(page, '/graphql', bearer, '{ departments { id } }')).toMatchObject({ status: 0 });
    expect(await ask(page, '/live', bearer, subscription)).toMatchObject({ status: 0 });
  }, 60_000);
});
