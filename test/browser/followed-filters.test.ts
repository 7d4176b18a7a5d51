import { afterAll, expect, it } from 'vitest';
import { closeBrowser, complete, openPage } from './open-page.ts';

afterAll(closeBrowser);

it('the company is told as the company, whatever another page was filtered to', async () => {
  const { page, asked, close } = await openPage({ path: '/?department=service&channel=facebook' });
  expect(JSON.stringify(asked.map(({ variables }) => variables))).not.toContain('service');
  // Nor does paper say so; the way on keeps the choice.
  await page.emulateMedia({ media: 'print' });
  const words = await page.locator('main p:visible').filter({ hasText: ' · ' }).allInnerTexts();
  expect(words.some((text) => text.includes('Europe/Berlin'))).toBe(true);
  expect(words.filter((text) => /Customer Service|Facebook/.test(text) && text.includes('Europe/Berlin'))).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'Conversations', exact: true }).first().click();
  await complete(page);
  expect(new URL(page.url()).searchParams.get('department')).toBe('service');
  await close();
});

it('numbers stand under what they were asked for until the others have come', async () => {
  const { page, close } = await openPage({ path: '/departments?by=MENTIONS' });
  const heading = page.getByRole('heading', { level: 2 }).first();
  const columns = () => page.locator('main thead th').allInnerTexts();
  const before = { heading: await heading.textContent(), columns: await columns() };
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await page.route('**/graphql', async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('main thead').getByRole('link', { name: 'Enquiries', exact: true }).click();
  await page.waitForURL('**/departments?by=ENQUIRIES');
  expect({ heading: await heading.textContent(), columns: await columns() }).toEqual(before);
  answer();
  await expect.poll(() => heading.textContent()).not.toBe(before.heading);
  expect(await columns()).toHaveLength(before.columns.length - 1);
  await close();
});

it('ideas of a single day are told', async () => {
  const { page, complaints, close } = await openPage({ path: '/ideas?period=custom&from=2026-11-20&to=2026-11-20' });
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(2);
  expect(complaints).toEqual([]);
  await close();
});
