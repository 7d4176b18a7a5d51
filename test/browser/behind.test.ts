import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

/** For what follows a click: a busy machine takes its time. */
const patience = { timeout: 8_000 };

/** Days of the sample in which service was asked more than a page of enquiries. */
async function busyDays(): Promise<{ from: string; to: string }> {
  const { report } = await ask<{ report: { range: { from: string; to: string } } }>(
    'analyst',
    '{ report(input: { metrics: [ENQUIRIES], window: { last: 28, unit: DAY } }) { range { from to } } }',
  );
  return report.range;
}

async function told(metric: string, days: { from: string; to: string }) {
  const { report } = await ask<{
    report: { totals: { numerator: number; denominator: number }[]; rows: { list: { edges: { node: object }[] } }[] };
  }>(
    'analyst',
    `query ($days: DateRange!) {
      report(input: { metrics: [${metric}], range: $days, filter: { departments: ["service"] } }) {
        totals { numerator denominator }
        rows { list: conversations(metric: ${metric}, first: 50) { edges { node { id } } } }
      }
    }`,
    { days },
  );
  return { total: report.totals[0], listed: report.rows[0]?.list.edges.length ?? 0 };
}

describe('what is behind a number', () => {
  it('is the number with its parts, and its conversations page by page, back and forth', async () => {
    const days = await busyDays();
    const { total, listed } = await told('RESPONSE_RATE', days);
    const { page, complaints, asked, close } = await openPage({
      path: `/behind?metric=RESPONSE_RATE&from=${days.from}&to=${days.to}&department=service`,
    });
    expect(await page.locator('h1').textContent()).toBe('Behind: Response rate');
    expect(await page.locator('main').textContent()).toContain(`${total?.numerator} of ${total?.denominator}`);
    expect(listed).toBe(50);
    expect(await page.locator('main tbody tr').count()).toBe(listed);
    expect(asked.length).toBe(3);
    await picture(page, 'behind');

    const first = await page.locator('main tbody th').first().textContent();
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect.poll(() => page.locator('main tbody th').first().textContent(), patience).not.toBe(first);
    expect(page.url()).toContain('after=');
    // A link: opened by somebody else, it is the same page.
    const second = await page.locator('main tbody th').first().textContent();
    await page.reload();
    await complete(page);
    expect(await page.locator('main tbody th').first().textContent()).toBe(second);
    await page.goBack();
    await expect.poll(() => page.locator('main tbody th').first().textContent(), patience).toBe(first);

    await page.getByRole('link', { name: 'Interactions', exact: true }).click();
    await expect.poll(() => page.locator('main thead th').allTextContents(), patience).toContain('Sentiment');
    expect(await page.locator('main tbody').textContent()).toContain('Enquiry');
    expect(complaints).toEqual([]);
    await close();
  }, 20_000);

  it('shows a member the number of another department, and says why not its list', async () => {
    const days = await busyDays();
    const { page, complaints, close } = await openPage({
      role: 'member',
      path: `/behind?metric=ENQUIRIES&from=${days.from}&to=${days.to}&department=sales`,
      size: 'phone',
    });
    const text = await page.locator('main').textContent();
    expect(text).toContain('Another department’s interactions are not for you');
    expect(text).toContain('rests on');
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is withheld as the number is', async () => {
    const { page, complaints, close } = await openPage({
      path: '/behind?metric=ACTIVE_EMPLOYEES&from=2026-01-06&to=2026-01-08',
      language: 'de',
      theme: 'dark',
    });
    expect(await page.locator('main').textContent()).toContain('Die Zahl wird zurückgehalten, und ihre Liste auch');
    expect(await page.locator('main table').count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is not for every role, and needs a number', async () => {
    const days = await busyDays();
    const { page, complaints, close } = await openPage({
      role: 'viewer',
      path: `/behind?metric=ENQUIRIES&from=${days.from}&to=${days.to}`,
    });
    expect(await page.locator('main').textContent()).toContain('This list is not for your role');
    await page.goto(`${new URL(page.url()).origin}/behind?metric=NO_SUCH`);
    await complete(page);
    expect(await page.locator('h1').textContent()).toBe('Choose a number first');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
