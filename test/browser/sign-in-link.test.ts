import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { launchChromium } from './launch-chromium.ts';

const { url, token } = sharedStack();
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it('a link signs in, once and for the tab alone; another one in the same tab is another person', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/graphql') return;
    const [, claims = ''] = (request.headers().authorization ?? '').split('.');
    sent.push(JSON.parse(Buffer.from(claims, 'base64url').toString()).roles.join());
  });
  const opened = () => page.getByRole('navigation').first().waitFor();
  const path = '/departments?range=LAST_28_DAYS';

  await page.goto(`${url}${path}`);
  await page.getByText('a link signs you in').waitFor();
  expect(sent).toEqual([]);

  await page.goto(`${url}${path}#token=${await token('viewer')}`);
  await opened();
  expect(page.url()).toMatch(new RegExp(`^${url}/departments[^#]*$`));
  expect(new Set(sent.splice(0))).toEqual(new Set(['viewer']));

  await page.reload();
  await opened();
  expect(new Set(sent.splice(0))).toEqual(new Set(['viewer']));

  // Only what is behind the hash differs: the browser loads nothing.
  const other = page.waitForEvent('load');
  await page.evaluate(
    (hash) => {
      Reflect.set(globalThis.location, 'hash', hash);
    },
    `token=${await token('engineer')}`,
  );
  await other;
  await opened();
  expect(page.url()).not.toContain('#');
  await expect.poll(() => sent.at(-1)).toBe('engineer');

  const tab = await page.context().newPage();
  await tab.goto(url);
  await tab.getByText('a link signs you in').waitFor();
  await tab.goto(`${url}/#token=abc`);
  await tab.getByText('Your session is over').waitFor();
  await page.context().close();
}, 60_000);
