import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askEngineer } from '../connect-source.ts';
import { type Stack, startStack } from '../stack.ts';
import { accessibilityProblems, overflow } from './check-page.ts';
import { closeBrowser, complete, openPage, picture } from './open-page.ts';

let stack: Stack;
/** A change goes to the API and the page asks anew. */
const soon = { timeout: 8_000 };
const crm = 'https://crm.acme.example';
const desk = 'urn:acme:desk';
const dayMs = 86_400_000;

const enquiry = (source: string, id: number, daysAgo: number, data: object) => ({
  ...{ specversion: '1.0', id: `case:${id}`, source, type: 'polylog.enquiry.v1' },
  time: new Date(Date.now() - daysAgo * dayMs).toISOString(),
  data: { department: 'service', actor: { id: `customer:${id}`, kind: 'customer' }, ...data },
});
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));

beforeAll(async () => {
  stack = await startStack();
  const events = [
    ...many(4, (id) => enquiry(desk, id, 3, { channel: 'phone' })),
    ...many(3, (id) => enquiry(crm, id, 0, { channel: 'crm' })),
    ...many(6, (id) => enquiry(crm, 100 + id, 0, { chanel: 'crm', text: 'A private matter' })),
    enquiry(crm, 200, 0, { channel: 'crm', department: 'legal' }),
  ];
  const { status } = await fetch(`${stack.url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  expect(status).toBe(202);
  await vi.waitFor(async () => expect(await told(desk, 'accepted')).toBe(4), { timeout: 20_000, interval: 100 });
  await askEngineer(stack, 'mutation ($input: UpdateSourceInput!) { updateSource(input: $input) { id } }', {
    input: { id: desk, name: 'Service desk', cadence: 'P1D' },
  });
});
afterAll(async () => {
  await closeBrowser();
  await stack.stop();
});

const told = async (id: string, field: string): Promise<unknown> => {
  const { source } = await askEngineer(stack, `query ($id: ID!) { source(id: $id) { ${field} } }`, { id });
  return (source as Record<string, unknown> | null)?.[field];
};
const open = (path: string) => openPage({ path, role: 'engineer', stack });
const counts = async (code: string): Promise<{ open: number; fixed: number; dismissed: number } | undefined> => {
  const { rejectionCounts } = await askEngineer(stack, '{ rejectionCounts { code open fixed dismissed } }');
  const all = rejectionCounts as { code: string; open: number; fixed: number; dismissed: number }[];
  const found = all.find((count) => count.code === code);
  return found && { open: found.open, fixed: found.fixed, dismissed: found.dismissed };
};

describe('sources', () => {
  it('say at first sight which one is silent, with the numbers of the API', async () => {
    const { page, complaints, asked, close } = await open('/sources');
    await expect
      .poll(() => page.locator('main').getByRole('status').first().textContent(), soon)
      .toContain('Service desk is silent');
    const rows = page.getByRole('row');
    expect(await rows.nth(1).textContent()).toMatch(/^Service desk.*Silent.*every day/);
    expect(await rows.nth(1).locator('[data-column=accepted]').textContent()).toBe('4');
    expect(await rows.nth(2).locator('[data-column=rejected]').textContent()).toBe(String(await told(crm, 'rejected')));
    const machinery = page.getByRole('region', { name: 'The machinery' });
    expect(await machinery.textContent()).toMatch(/no dead letters · .*release \d+\.\d+\.\d+/);
    expect(complaints).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'sources');
    await close();
  });

  it('come after the machinery while something is to be looked at there, before it otherwise', async () => {
    const found: object[] = [];
    const { page, close } = await open('/sources');
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      if (answer.data?.health) answer.data.health.findings = found;
      await route.fulfill({ response, json: answer });
    });
    const first = async () => {
      await page.reload();
      return page.getByRole('heading', { level: 2 }).first().textContent();
    };
    expect(await first()).not.toBe('The machinery');
    found.push({ code: 'BEHIND', message: 'Waits for 7 minutes.', section: 'foldbehind' });
    expect(await first()).toBe('The machinery');
    await close();
  });

  it('are found by their state, which stands in the address, on a phone, too', async () => {
    const { page, close } = await openPage({
      path: '/sources',
      role: 'engineer',
      stack,
      size: 'phone',
      language: 'de',
    });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: /^Ohne Rhythmus/ }).click();
    await expect.poll(() => page.url(), soon).toContain('state=unwatched');
    expect(await page.locator('tbody tr').allTextContents()).toEqual([expect.stringContaining(crm)]);
    await close();
  });

  it('get a rhythm by the keyboard, right where it is missing', async () => {
    const { page, close } = await open('/sources');
    const opener = page.getByRole('button', { name: `Set: Rhythm of ${crm}` });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Rhythm', { exact: true }).selectOption('every hour');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => told(crm, 'cadence'), soon).toBe('PT1H');
    await expect.poll(() => page.locator('tbody tr').nth(1).textContent(), soon).toMatch(/On time.*every hour/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      `Change: Rhythm of ${crm}`,
    );
    await close();
  });

  it('are changed and paused on a page of their own, after saying what that means', async () => {
    const { page, complaints, close } = await open(`/sources?source=${encodeURIComponent(desk)}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Service desk');
    await page.locator('main').getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Whom to ask').fill('Anna Berg');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => told(desk, 'owner'), soon).toBe('Anna Berg');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await page.getByRole('dialog').textContent()).toContain('nothing of it is taken');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await expect.poll(() => told(desk, 'paused'), soon).toBe(true);
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    expect(complaints).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    await close();
  });

  it('that is not known is said, with the way back', async () => {
    const { page, close } = await open('/sources?source=urn:none');
    expect(await page.locator('main').textContent()).toContain('There is no such source');
    await page.getByRole('link', { name: /All sources/ }).click();
    await complete(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sources');
    await close();
  });
});

describe('what was refused', () => {
  it('is told by reason with what to do, and what was sent only to those who ask for it', async () => {
    const { page, asked, close } = await open('/sources?view=rejections');
    await page.getByRole('link', { name: 'A field is wrong' }).click();
    await page.getByText('Show what was sent').first().waitFor();
    expect(await page.content()).not.toContain('A private matter');
    const before = asked.length;
    await page.getByText('Show what was sent').first().click();
    await expect.poll(() => page.locator('pre').first().textContent(), soon).toContain('A private matter');
    expect(asked.length).toBe(before + 1);
    expect(page.url()).not.toContain('private');
    expect(await accessibilityProblems(page)).toEqual([]);
    await close();
  });

  it('is corrected by rules that are tried first: nothing is done until they are applied', async () => {
    const { page, complaints, close } = await open('/sources?view=rejections&code=INVALID');
    await page.getByRole('button', { name: 'Correct and replay 6' }).click();
    await page.getByLabel('Rule 1', { exact: true }).selectOption('Move a field');
    await page.getByLabel('Field, e.g. data.channel').fill('data.chanel');
    await page.getByLabel('To field').fill('data.channel');
    await page.getByRole('button', { name: /^Try it/ }).click();
    await page.getByRole('button', { name: 'Apply it to 6' }).waitFor();
    const report = () => page.locator('main').getByRole('status').last().textContent();
    expect(await report()).toContain('6 count from now on');
    expect(await report()).toContain('enquiry, inbound+6');
    expect(await counts('INVALID')).toEqual({ open: 6, fixed: 0, dismissed: 0 });
    await picture(page, 'sources-fix');
    // Other rules than those that were tried cannot be applied.
    await page.getByLabel('To field').fill('data.where');
    expect(await page.getByRole('button', { name: /^Apply/ }).count()).toBe(0);
    await page.getByLabel('To field').fill('data.channel');
    await page.getByRole('button', { name: /^Try it/ }).click();
    await page.getByRole('button', { name: 'Apply it to 6' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    const focused = () => page.locator(':focus').textContent();
    expect(await focused()).toContain('6 count from now on');
    expect(await page.getByRole('heading', { name: 'Correct 6 rejections' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    expect(await focused()).toContain('Fixed');
    await expect.poll(() => counts('INVALID'), soon).toEqual({ open: 0, fixed: 6, dismissed: 0 });
    await expect.poll(() => told(crm, 'accepted'), soon).toBe(9);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is dismissed one by one, and stays listed', async () => {
    const { page, close } = await open('/sources?view=rejections&code=UNKNOWN_DEPARTMENT');
    await page.getByRole('listitem').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => counts('UNKNOWN_DEPARTMENT'), soon).toEqual({ open: 0, fixed: 0, dismissed: 1 });
    await page.getByRole('link', { name: /^Dismissed/ }).click();
    await expect.poll(() => page.locator('main').textContent(), soon).toContain('dismissed by');
    await close();
  });
});
