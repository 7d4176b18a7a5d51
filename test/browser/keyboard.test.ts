import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, complete, openPage } from './open-page.ts';

afterAll(closeBrowser);

describe('with the keyboard alone', () => {
  it('the first key leads past the menu, and a page that changed is where the reader is', async () => {
    const { page, close } = await openPage({ path: '/metrics', role: 'viewer' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.getByRole('link', { name: 'Collaboration', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/collaboration');
    await complete(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await close();
  });

  it('a period is chosen, and stands in the address', async () => {
    const { page, close } = await openPage({ path: '/channels', role: 'viewer' });
    const period = page.getByLabel('Period', { exact: true });
    await period.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('period')).toBeTruthy();
    await complete(page);
    await close();
  });

  it("a chart's menu opens, shows the table, closes by Escape, and the focus is back on its button", async () => {
    const { page, close } = await openPage({ path: '/channels', role: 'viewer' });
    const more = page.getByRole('button', { name: /^More about / }).first();
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toMatch(/^More about /);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Show as a table' }).press('Enter');
    expect(await page.locator('main').getByRole('table').count()).toBeGreaterThan(0);
    await close();
  });

  it('settings open, change the language, and close by Escape', async () => {
    const { page, close } = await openPage({ path: '/metrics', role: 'viewer' });
    const settings = page.locator('header summary').last();
    await settings.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de');
    await expect.poll(() => page.locator('main h1').textContent()).toBe('Kennzahlen');
    await page.keyboard.press('Escape');
    expect(await page.locator('header details[open]').count()).toBe(0);
    await close();
  });
});
