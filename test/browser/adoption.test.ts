import { afterAll, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

const day = '2020-01-01';
const takeBack = () =>
  ask('admin', 'mutation ($input: RemoveHeadcountInput!) { removeHeadcount(input: $input) { id } }', {
    input: { department: 'product', from: day },
  });

afterAll(async () => {
  await takeBack().catch(() => {});
  await closeBrowser();
});

it('without headcounts says who can tell them, and offers nobody else a form', async () => {
  const { page, complaints, asked, close } = await openPage({ path: '/adoption?period=13w', role: 'viewer' });
  const panel = page.getByRole('region', { name: 'How many people are there?' });
  expect(await panel.textContent()).toContain('Administrators enter them here');
  expect(await panel.getByRole('button').count()).toBe(0);
  expect(asked.length).toBe(3);
  expect(complaints).toEqual([]);
  await close();
});

it('shows by department what the API tells, withheld values in words', async () => {
  const { page, asked, close } = await openPage({ path: '/adoption?period=13w', role: 'viewer' });
  const { byDepartment } = asked
    .map(({ variables }) => variables as { byDepartment?: object })
    .find((one) => one.byDepartment) as { byDepartment: object };
  const { report } = await ask<{
    report: { rows: { department: { name: string }; values: { status: string; value: number | null }[] }[] };
  }>(
    'viewer',
    'query ($input: ReportInput!) { report(input: $input) { rows { department { name } values { status value } } } }',
    { input: byDepartment },
  );
  const rows = page.getByRole('region', { name: 'By department' }).locator('tbody tr');
  const words: Record<string, string> = { WITHHELD: 'Withheld', EMPTY: 'Nothing to measure' };
  expect(
    await rows.evaluateAll((all) => all.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent))),
  ).toEqual(
    report.rows.map(({ department, values: [active] }) => [
      department.name,
      words[active?.status ?? ''] ?? String(active?.value),
    ]),
  );
  expect(JSON.stringify(report)).toContain('WITHHELD');
  expect(await page.getByText(/^Withheld means: .*fewer than five people/).count()).toBe(1);
  await close();
});

it('an administrator says a headcount right there: shares follow, and it can be taken back', async () => {
  const { page, complaints, close } = await openPage({ path: '/adoption?period=13w', role: 'admin' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Say how many people Product has' }).click();
  await dialog.getByLabel('People').fill('2.5');
  await dialog.getByLabel('From this day on').fill(day);
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await dialog.getByLabel('People').getAttribute('aria-invalid')).toBe('true');
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByLabel('People').fill('400');
  await dialog.getByLabel('Of them lead others').fill('30');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Lasting use beside use at all', exact: true }).waitFor();
  await complete(page);
  const { department } = await ask<{ department: object }>(
    'viewer',
    '{ department(id: "product") { headcount managers headcounts { from } } }',
  );
  expect(department).toEqual({ headcount: 400, managers: 30, headcounts: [{ from: day }] });
  const again = page.getByRole('button', { name: 'Say how many people Product has' });
  expect(await again.evaluate((button) => button === document.activeElement)).toBe(true);
  await picture(page, 'adoption');

  await page.getByRole('button', { name: 'Say how many people Product has' }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('region', { name: 'How many people are there?' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('an initiative is added, compared before and since, ended and removed', async () => {
  const { page, complaints, close } = await openPage({ path: '/adoption', role: 'executive' });
  const dialog = page.getByRole('dialog');
  const began = new Date(Date.now() - 70 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'Add an initiative' }).click();
  await dialog.getByLabel('Name in English').fill('Shifts in the forum');
  await dialog.getByLabel('Name in German').fill('Schichten im Forum');
  await dialog.getByLabel('Whose it is').selectOption('product');
  await dialog.getByLabel('First day').fill(began);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Shifts in the forum' });
  await card.waitFor();

  await page.getByRole('combobox', { name: 'Metric before and since' }).selectOption('ENQUIRIES');
  await page.getByRole('combobox', { name: 'Whose numbers' }).selectOption('company');
  await page.waitForURL(/effect=ENQUIRIES.*of=company/);
  await page.locator('main [data-updating="true"]').first().waitFor({ state: 'detached' });
  const { initiatives } = await ask<{
    initiatives: { id: string; effect: { before: { value: number }; after: { value: number } } }[];
  }>('viewer', '{ initiatives { id effect(metric: ENQUIRIES, company: true) { before { value } after { value } } } }');
  const [{ effect }] = initiatives as [(typeof initiatives)[number]];
  const number = new Intl.NumberFormat('en-GB');
  const values = await card.locator('dd').evaluateAll((all) => all.map((one) => one.textContent));
  expect(values).toEqual([number.format(effect.before.value), number.format(effect.after.value)]);

  await page.getByRole('button', { name: 'End “Shifts in the forum”' }).click();
  await dialog.getByLabel('Last day').fill('2000-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await dialog.getByLabel('Last day').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('Last day').fill(new Date().toISOString().slice(0, 10));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'End “Shifts in the forum”' }).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Remove “Shifts in the forum”' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No initiative is noted.').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('fits a phone', async () => {
  const { page, close } = await openPage({
    path: '/adoption?period=12m',
    role: 'admin',
    size: 'phone',
    language: 'de',
  });
  expect(await overflow(page)).toBe(0);
  await picture(page, 'adoption-phone');
  await close();
});
