import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/launch-chromium.ts';
import { sharedStack } from '../stack.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  // One for all: this browser is a single process and may end with a page.
  page = await browser.newPage();
});
afterAll(() => browser.close());

describe('the reference page in a browser', () => {
  it('shows every operation, sends an example, and needs no other host', async () => {
    const { url } = sharedStack();
    const [elsewhere, errors]: [string[], string[]] = [[], []];
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) elsewhere.push(request.url());
    });
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${url}/v1/docs`);
    await page.locator('.opblock').first().waitFor();
    const { paths } = (await (await fetch(`${url}/v1/openapi.json`)).json()) as { paths: Record<string, object> };
    expect(await page.locator('.opblock').count()).toBe(
      Object.values(paths).flatMap((path) => Object.keys(path)).length,
    );

    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.locator('.auth-container input').fill('local');
    await page.locator('.auth-btn-wrapper .authorize').click();
    await page.locator('.auth-btn-wrapper .btn-done').click();
    await page.locator('#operations-Interactions-sendInteractions .opblock-summary-control').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    const answer = page.locator('.live-responses-table');
    await expect.poll(() => answer.textContent(), { timeout: 10_000 }).toContain('"accepted": 1');
    expect({ elsewhere, errors }).toEqual({ elsewhere: [], errors: [] });
  }, 60_000);
});

describe('the client in a browser', () => {
  it('sends', async () => {
    const { url } = sharedStack();
    const { outputFiles } = buildSync({
      entryPoints: [join(import.meta.dirname, '../../client/create-interactions-client.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'polylog',
      platform: 'browser',
    });
    // A page that may ask its own origin; answers that are data may ask nothing.
    await page.goto(`${url}/v1/docs`);
    const sent = await page.evaluate(`(async () => {
      ${outputFiles[0]?.text}
      const client = polylog.createInteractionsClient({ url: location.origin, key: 'local' });
      const data = { channel: 'blog', department: 'marketing', actor: { id: 'acme', kind: 'brand' } };
      const event = { specversion: '1.0', id: 'browser:1', source: 'https://browser.acme.example', data };
      return client.send([{ ...event, type: 'polylog.post.v1', time: '2026-11-20T09:30:00Z' }]);
    })()`);
    expect(sent).toEqual({ accepted: 1, rejected: [], rejectionsKept: true });
  });
});
