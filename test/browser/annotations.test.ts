import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, closeBrowser, complete, openPage } from './open-page.ts';

const text = 'The new forum opens its doors';
const changed = 'The new forum opened its doors';

/** What a run before, or this one, left behind. */
async function removeAll(): Promise<void> {
  for (const { id } of (await noted()).filter((one) => [text, changed].includes(one.text))) {
    await ask('executive', 'mutation ($id: ID!) { removeAnnotation(input: { id: $id }) { id } }', { id });
  }
}

const noted = async (): Promise<{ id: string; day: string; text: string; department: { id: string } | null }[]> =>
  (
    await ask<{ annotations: Awaited<ReturnType<typeof noted>> }>(
      'viewer',
      '{ annotations { id day text department { id } } }',
    )
  ).annotations;

beforeAll(removeAll);
afterAll(async () => {
  await removeAll();
  await closeBrowser();
});

it('what happened on a day is added at a chart, stands on its time axis, is changed and removed', async () => {
  const { page, complaints, close } = await openPage({ path: '/goals', role: 'executive' });
  const open = page.getByRole('button', { name: 'Note what happened on a day' });
  const dialog = page.getByRole('dialog');
  const day = new Date().toISOString().slice(0, 10);

  await open.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await dialog.getByLabel('What happened').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('What happened').fill(text);
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('Whom it concerns').selectOption('service');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await complete(page);
  expect(await noted()).toMatchObject([{ day, text, department: { id: 'service' } }]);
  await page.getByText(`Customer Service: ${text}`).first().waitFor();
  // The focus is back where it came from.
  expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);

  await open.click();
  await dialog.getByRole('button', { name: `Change “${text}”` }).click();
  await dialog.getByLabel('What happened').fill(changed);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Customer Service: ${changed}`).first().waitFor();

  await open.click();
  await dialog.getByRole('button', { name: `Remove “${changed}”` }).click();
  await dialog.getByRole('button', { name: 'Yes, remove it' }).click();
  await dialog.getByText('Nothing is noted of these days.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(changed).waitFor({ state: 'detached' });
  expect(await noted()).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

it('a viewer sees the marks but no way to add one', async () => {
  const { page, close } = await openPage({ path: '/goals', role: 'viewer' });
  expect(await page.getByRole('button', { name: 'Note what happened on a day' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Add a goal' }).count()).toBe(0);
  await close();
});
