import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { closeBrowser, openPage } from './open-page.ts';

afterAll(closeBrowser);

it('shows what comes in without being loaded again', async () => {
  const { url } = sharedStack();
  const { page, close } = await openPage({ path: '/channels?period=week', role: 'viewer' });
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
  const answer = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(enquiry),
  });
  expect(answer.status).toBe(202);
  await expect.poll(text, { timeout: 15_000, interval: 200 }).not.toBe(before);
  expect(await page.evaluate(() => 'loadedOnce' in globalThis)).toBe(true);
  await close();
});
