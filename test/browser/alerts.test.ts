import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedStack } from '../stack.ts';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

/** A change goes to the API and the page asks anew. */
const soon = { timeout: 8_000 };
const name = 'Hardly anybody is answered';

const ruleIds = async (): Promise<string[]> => {
  const { alertRules } = await ask<{ alertRules: { id: string; name: string }[] }>(
    'viewer',
    '{ alertRules { id name } }',
  );
  return alertRules.filter((rule) => rule.name === name).map(({ id }) => id);
};
// Other suites see this stack, too.
afterAll(async () => {
  for (const id of await ruleIds()) {
    await ask('executive', 'mutation ($id: ID!) { removeAlertRule(input: { id: $id }) { id } }', { id });
  }
  await closeBrowser();
});

/** Lets the function look that does so each minute. */
async function look(): Promise<void> {
  const { endpoints, functions } = sharedStack().host();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ region: 'eu-central-1', credentials, endpoint: endpoints.lambda });
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: functions.alerts }));
  expect(FunctionError).toBeUndefined();
}

describe('alerts', () => {
  it('begin with a rule in a form, which says what is wrong at its field and loses nothing', async () => {
    const { page, complaints, close } = await openPage({ path: '/alerts', role: 'executive' });
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => form.getByLabel('Name in English').getAttribute('aria-invalid'), soon).toBe('true');
    await form.getByLabel('Name in English').fill(name);
    await form.getByLabel('It fires').selectOption('above');
    await form.getByLabel('Limit in per cent').fill('100');
    await form.getByLabel('Over which days').selectOption('the last 13 whole weeks');
    await form.getByRole('button', { name: 'Save' }).click();
    // Nothing is above 100 %: the API says so, and the page says where.
    await expect.poll(() => form.getByLabel('Limit in per cent').getAttribute('aria-invalid'), soon).toBe('true');
    expect(await form.getByLabel('Name in English').inputValue()).toBe(name);
    expect(await accessibilityProblems(page)).toEqual([]);
    await form.getByLabel('Limit in per cent').fill('0.5');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.locator('main').textContent(), soon)
      .toContain('Response rate: above 0.5%, the last 13 whole weeks');
    const { alertRules } = await ask<{ alertRules: { name: string; threshold: number }[] }>(
      'viewer',
      '{ alertRules { name threshold } }',
    );
    expect(alertRules).toContainEqual({ name, threshold: 0.005 });
    expect(complaints).toEqual([]);
    await close();
  });

  it('fire with value and threshold, are counted on every page, and quiet down in the bar when somebody acknowledges them', async () => {
    await look();
    const { page, complaints, asked, close } = await openPage({ path: '/metrics', role: 'executive' });
    const bell = page.locator('header').getByRole('link', { name: /alert/ });
    expect(await bell.getAttribute('aria-label')).toMatch(/^\d+ alerts? fires?$/);
    const before = Number.parseInt((await bell.getAttribute('aria-label')) ?? '', 10);
    await bell.click();
    await complete(page);
    const card = page.getByRole('listitem').filter({ hasText: name }).first();
    const { alerts } = await ask<{ alerts: { message: string; n: number; rule: { name: string } }[] }>(
      'viewer',
      '{ alerts { message n rule { name } } }',
    );
    const alert = alerts.find(({ rule }) => rule.name === name);
    expect(await card.textContent()).toContain(alert?.message ?? 'an alert');
    expect(await card.textContent()).toContain('Fires above0.5%');
    expect(asked.length).toBeLessThanOrEqual(4);
    await picture(page, 'alerts');

    await card.getByRole('button', { name: 'Acknowledge' }).press('Enter');
    await page.getByLabel('Note for the others').fill('Two more people from Monday');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => card.textContent(), soon).toContain('“Two more people from Monday”');
    await expect
      .poll(() => bell.getAttribute('aria-label'), soon)
      .toBe(before === 1 ? 'No alert fires' : `${before - 1} alert${before === 2 ? ' fires' : 's fire'}`);
    await card.getByText(/^What happened/).click();
    expect(await card.getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('Acknowledged by'),
      expect.stringContaining('It fired'),
    ]);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('are read by everybody, and neither set nor acknowledged by those who may not, on a phone, too', async () => {
    const { page, close } = await openPage({
      path: '/alerts',
      role: 'viewer',
      size: 'phone',
      theme: 'dark',
      language: 'de',
    });
    expect(await page.locator('main').textContent()).toContain('Zur Kenntnis genommen');
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await close();
  });

  it('are asked for each minute, with the bar, and no more often', async () => {
    const { page, asked, close } = await openPage({ path: '/alerts', role: 'viewer' });
    await page.clock.install();
    await page.reload();
    await complete(page);
    const before = asked.length;
    await page.clock.fastForward(55_000);
    await new Promise((done) => setTimeout(done, 500));
    expect(asked.length).toBe(before);
    await page.clock.fastForward(6_000);
    await expect.poll(() => asked.length, soon).toBe(before + 2);
    await close();
  });

  it('go with their rule', async () => {
    const { page, close } = await openPage({ path: '/alerts', role: 'executive' });
    await page.getByRole('button', { name: `Remove “${name}”` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(ruleIds, soon).toEqual([]);
    await expect.poll(() => page.locator('main').textContent(), soon).not.toContain(name);
    await close();
  });
});
