import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

/** For what follows a click: a busy machine takes its time. */
const patience = { timeout: 8_000 };

interface Listed {
  report: { range: { from: string; to: string }; totals: { numerator: number; denominator: number }[] };
}

const rate = () =>
  ask<Listed>(
    'analyst',
    '{ report(input: { metrics: [RESPONSE_RATE], window: { last: 28, unit: DAY } }) { range { from to } totals { numerator denominator } } }',
  );

describe('conversations', () => {
  it('without an answer are as many as the API says, who waits longest first', async () => {
    const { report } = await rate();
    const [total] = report.totals;
    const waiting = (total?.denominator ?? 0) - (total?.numerator ?? 0);
    const { page, complaints, asked, close } = await openPage({ path: '/conversations' });
    expect(await page.locator('main').textContent()).toContain(
      `${total?.numerator} of ${total?.denominator} conversations that asked have an answer`,
    );
    expect(waiting).toBeGreaterThan(0);
    expect(await page.locator('main tbody tr').count()).toBe(Math.min(50, waiting));
    const { conversations } = await ask<{ conversations: { edges: { node: { id: string } }[] } }>(
      'analyst',
      `query ($range: DateRange!) {
        conversations(filter: { range: $range, answered: false }, last: 50) { edges { node { id } } }
      }`,
      { range: report.range },
    );
    const longest = conversations.edges.at(-1)?.node.id;
    expect(await page.locator('main tbody a').first().getAttribute('href')).toContain(`/conversations/${longest}`);
    expect(asked.length).toBe(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await picture(page, 'conversations');
    await close();
  }, 20_000);

  it('lead to one of them and back to the same list, by keyboard', async () => {
    const { page, complaints, close } = await openPage({ path: '/conversations?period=13w&department=service' });
    await page.getByRole('link', { name: 'Answered', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('main h2').first().textContent(), patience).toBe('Answered enquiries');
    await complete(page);
    await page.locator('main tbody a').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent(), patience).toBe('Conversation');
    await complete(page);
    const turns = page.locator('main ol > li');
    expect(await turns.first().textContent()).toContain('From outside · Enquiry');
    expect(await page.locator('main ol').textContent()).toContain('First answer');
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'conversation');
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await expect.poll(() => page.locator('main h2').first().textContent(), patience).toBe('Answered enquiries');
    const search = Object.fromEntries(new URL(page.url()).searchParams);
    expect(search).toEqual({ period: '13w', department: 'service', state: 'answered' });
    expect(complaints).toEqual([]);
    await close();
  }, 20_000);

  it('of a member are those of own departments, on a phone as cards', async () => {
    const { page, complaints, close } = await openPage({
      role: 'member',
      departments: ['sales'],
      path: '/conversations?state=all',
      size: 'phone',
      language: 'de',
    });
    expect(await page.locator('main').textContent()).toContain('Sie sehen die Ihrer eigenen Abteilungen: Vertrieb.');
    const departments = await page.locator('main tbody td:nth-child(2)').allTextContents();
    expect(new Set(departments)).toEqual(new Set(['Vertrieb']));
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('of another department, or that are gone, say so', async () => {
    const { page, complaints, close } = await openPage({ role: 'member', path: '/conversations?department=sales' });
    expect(await page.locator('main').textContent()).toContain('That department is not one of yours');
    await page.goto(`${new URL(page.url()).origin}/conversations/no-such`);
    await complete(page);
    expect(await page.locator('main').textContent()).toContain('There is no such conversation');
    expect(complaints).toEqual([]);
    await close();
  });
});
