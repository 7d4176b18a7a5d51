import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { launchChromium } from './launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('GraphiQL in a browser', () => {
  it('signs in by a link, runs a report, and needs no other host', async () => {
    const { url, token } = sharedStack();
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) elsewhere.push(request.url());
    });
    await page.goto(`${url}/graphql#token=${await token('viewer')}`);
    const answered = page.waitForResponse(async (response) =>
      (response.request().postData() ?? '').includes('report('),
    );
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = (await (await answered).json()) as { data: { report: { rows: unknown[] } }; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    expect(answer.data.report.rows).toHaveLength(7);
    await expect.poll(() => page.locator('.result-window').textContent()).toContain('"report"');
    expect(page.url()).toBe(`${url}/graphql`);
    expect(elsewhere).toEqual([]);
    await page.close();
  }, 60_000);
});
