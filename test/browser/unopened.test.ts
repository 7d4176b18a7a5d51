import { afterAll, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { closeBrowser, openPage } from './open-page.ts';

afterAll(closeBrowser);

it('a page that cannot read what to connect to says so, and opens when it can', async () => {
  const { page, close } = await openPage({ path: '/goals' });
  await page.route('**/config.json', (route) => route.abort());
  await page.goto(`${sharedStack().url}/channels`);
  const problem = page.getByRole('alert');
  expect(await problem.textContent()).toContain('The server cannot be reached');
  await page.unroute('**/config.json');
  await problem.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Channels' }).waitFor();
  await close();
});
