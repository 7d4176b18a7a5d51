import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Stack } from '../stack.ts';
import { closeBrowser, openPage } from './open-page.ts';
import { startSampledStack } from './sample-stack.ts';

/** Of its own: what comes in is shown in every open page. */
let stack: Stack;
beforeAll(async () => {
  stack = await startSampledStack();
});
afterAll(async () => {
  await closeBrowser();
  await stack?.stop();
});

it('shows what comes in without being loaded again', async () => {
  const { page, close } = await openPage({ path: '/channels?period=week', role: 'viewer', stack });
  await expect.poll(() => page.getByRole('status').first().textContent()).toBe('Live');
  const text = () => page.locator('main').textContent();
  const before = await text();
  await page.evaluate(() => Object.assign(globalThis, { loadedOnce: true }));
  const enquiry = {
    specversion: '1.0',
    id: `live:${randomUUID()}`,
    source: 'https://facebook.com/live-test',
    type: 'polylog.enquiry.v1',
    time: new Date().toISOString(),
    data: {
      channel: 'facebook',
      department: 'service',
      conversation: `facebook:${randomUUID()}`,
      actor: { id: 'facebook:live-test', kind: 'customer' },
    },
  };
  const answer = await fetch(`${stack.url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(enquiry),
  });
  expect(answer.status).toBe(202);
  await expect.poll(text, { timeout: 15_000, interval: 200 }).not.toBe(before);
  expect(await page.evaluate(() => 'loadedOnce' in globalThis)).toBe(true);
  await close();
});
