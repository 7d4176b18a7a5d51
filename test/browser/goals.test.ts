import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

const name = 'Half of the mood';

interface Goal {
  id: string;
  name: string;
  metric: { id: string };
  department: { id: string } | null;
  baseline: number;
  target: number;
  from: string;
  due: string;
  owner: string | null;
}

const goals = async (): Promise<Goal[]> =>
  (
    await ask<{ goals: Goal[] }>(
      'viewer',
      '{ goals { id name metric { id } department { id } baseline target from due owner } }',
    )
  ).goals;

async function removeAll(): Promise<void> {
  for (const { id } of (await goals()).filter((goal) => goal.name === name)) {
    await ask('executive', 'mutation ($id: ID!) { removeGoal(input: { id: $id }) { id } }', { id });
  }
}

beforeAll(removeAll);
afterAll(async () => {
  await removeAll();
  await closeBrowser();
});

describe('the social-share goal', () => {
  it('is answered at first sight, with the numbers of the API', async () => {
    const { page, complaints, asked, close } = await openPage({ path: '/goals', role: 'viewer' });
    const { socialShare } = await ask<{
      socialShare: { status: string; target: number; latest: { actual: number } };
    }>('viewer', 'query ($days: DateRange!) { socialShare(range: $days) { status target latest { actual } } }', {
      days: asked.map(({ variables }) => (variables as { months?: object }).months).find(Boolean),
    });
    const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });
    const panel = page.getByRole('region', { name: 'Are we on track to the social-share goal?' });
    const words = await panel.textContent();
    expect(words).toContain({ REACHED: 'Reached', ON_TRACK: 'On track', BEHIND: 'Behind' }[socialShare.status]);
    expect(words).toContain(percent.format(socialShare.latest.actual));
    expect(words).toContain(percent.format(socialShare.target));
    expect(asked.length).toBe(2);
    expect(complaints).toEqual([]);
    await picture(page, 'goals');
    await close();
  });

  it('is the same in the file as in the API', async () => {
    const { page, asked, close } = await openPage({ path: '/goals', role: 'analyst' });
    const { months } = asked.map(({ variables }) => variables as { months?: object }).find((one) => one.months) ?? {};
    await page.getByRole('button', { name: /^More about Are we on track/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
    const { socialShare } = await ask<{
      socialShare: { points: { month: string; actual: number | null; complete: boolean; glidePath: number }[] };
    }>(
      'viewer',
      'query ($months: DateRange!) { socialShare(range: $months) { points { month actual complete glidePath } } }',
      { months },
    );
    expect(rows.slice(1).map(([month, actual, running, glide]) => [month, actual, running, glide])).toEqual(
      socialShare.points.map(({ month, actual, complete: over, glidePath }) => [
        month,
        over ? String(actual ?? '') : '',
        over ? '' : String(actual ?? ''),
        String(glidePath),
      ]),
    );
    await close();
  });
});

describe('a goal', () => {
  it('is set by the keyboard alone, in percent, and what is wrong stands beside its field', async () => {
    const { page, complaints, close } = await openPage({ path: '/goals', role: 'executive', language: 'de' });
    const dialog = page.getByRole('dialog');
    const add = page.getByRole('button', { name: 'Ziel hinzufügen' });
    await add.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.type(name);
    await dialog.getByLabel('Was gemessen wird').selectOption('RESPONSE_RATE');
    await dialog.getByLabel('Wessen Ziel').selectOption('service');
    await expect.poll(() => dialog.textContent()).toMatch(/Jetzt: [\d,]+\s%/);
    await dialog.getByLabel('Ausgangswert').fill('57,5');
    await dialog.getByLabel('Zielwert').fill('101');
    await dialog.getByLabel('Erster Tag').fill('2026-01-01');
    await dialog.getByLabel('Zu erreichen bis').fill('2026-01-01');
    await page.keyboard.press('Enter');
    const target = dialog.getByLabel('Zielwert');
    expect(await target.getAttribute('aria-invalid')).toBe('true');
    expect(await target.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await dialog.textContent()).toContain('Nach dem 01.01.2026.');
    expect(await accessibilityProblems(page)).toEqual([]);

    await target.fill('90');
    await dialog.getByLabel('Zu erreichen bis').fill('2027-12-31');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await goals()).toMatchObject([
      {
        name,
        metric: { id: 'RESPONSE_RATE' },
        department: { id: 'service' },
        baseline: 0.575,
        target: 0.9,
        owner: null,
      },
    ]);
    expect(await add.evaluate((button) => button === document.activeElement)).toBe(true);
    const card = page.getByRole('listitem').filter({ hasText: name });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/57,5\s% am 01\.01\.2026/);
    expect(await card.textContent()).toContain('der Zeit');
    expect(complaints).toEqual([]);
    await close();
  });

  it('keeps what was typed when the API refuses it, and says so beside the field', async () => {
    const { page, close } = await openPage({ path: '/goals', role: 'executive' });
    await page.getByRole('button', { name: `Change “${name}”` }).click();
    const dialog = page.getByRole('dialog');
    await page.route('**/graphql', (route) =>
      route.fulfill({
        json: {
          data: null,
          errors: [
            {
              message: 'owner: not empty.',
              extensions: { code: 'BAD_REQUEST', details: { field: 'owner' } },
            },
          ],
        },
      }),
    );
    const owner = dialog.getByLabel('Who answers for it');
    await owner.fill('The board');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The API says: owner: not empty.').waitFor();
    expect(await owner.getAttribute('aria-invalid')).toBe('true');
    expect(await owner.inputValue()).toBe('The board');
    await page.unroute('**/graphql');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await goals()).toMatchObject([{ name, owner: 'The board', baseline: 0.575 }]);
    await close();
  });

  it('is removed after being asked once more', async () => {
    const { page, close } = await openPage({ path: '/goals?department=service', role: 'executive' });
    await page.getByRole('button', { name: `Remove “${name}”` }).click();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await goals()).toHaveLength(1);
    await page.getByRole('button', { name: `Remove “${name}”` }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No goal is set.').waitFor();
    expect(await goals()).toEqual([]);
    await close();
  });
});

it('an attestation is given in one’s own name and taken back, on a phone', async () => {
  const { page, complaints, close } = await openPage({
    path: '/goals?department=hr',
    role: 'executive',
    size: 'phone',
  });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: /^Attest for .*: Social policy$/ }).click();
  await dialog.getByLabel('Statement').fill('The policy is known to all of us.');
  await dialog.getByLabel('Holds until').fill('2010-01-01');
  await dialog.getByRole('button', { name: 'Attest' }).click();
  expect(await dialog.getByLabel('Holds until').getAttribute('aria-invalid')).toBe('true');
  const year = new Date().getUTCFullYear() + 1;
  await dialog.getByLabel('Holds until').fill(`${year}-01-31`);
  await dialog.getByRole('button', { name: 'Attest' }).click();
  await page.getByText(`Holds until 31 Jan ${year}`).waitFor();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: /^Renew for .*: Social policy$/ }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.waitFor({ state: 'detached' });
  await complete(page);
  const { attestations } = await ask<{ attestations: unknown[] }>('viewer', '{ attestations { id } }');
  expect(attestations).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

it('the social-share goal of a department is its own until the company’s is taken again', async () => {
  const { page, complaints, close } = await openPage({ path: '/goals?department=sales', role: 'executive' });
  const dialog = page.getByRole('dialog');
  const set = page.getByRole('button', { name: 'Set this goal' });
  await set.click();
  const before = await dialog.getByLabel('Where it starts').inputValue();
  await dialog.getByLabel('Where it is to be').fill('33.3');
  await dialog.getByLabel('Who says so').fill('The plan of the department');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('a goal of the department’s own (The plan of the department)').waitFor();
  const { organisation } = await ask<{ organisation: { socialShareOf: { baseline: number; target: number }[] } }>(
    'viewer',
    '{ organisation { socialShareOf { baseline target } } }',
  );
  expect(organisation.socialShareOf).toEqual([{ baseline: Number(before) / 100, target: 0.333 }]);

  await set.click();
  await dialog.getByRole('button', { name: 'Use the company’s' }).click();
  await page.getByText('as for the whole company').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
