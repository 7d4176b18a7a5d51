import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { createFormat } from '../../dashboard/i18n/format.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

const format = createFormat('en-GB', 'Europe/Berlin');
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

interface Value {
  status: string;
  value: number | null;
  change: number | null;
  metric: { id: string; unit: string; name: string };
}

describe('departments side by side', () => {
  it('stand in the order of the ranking, and the file has the values of the API', async () => {
    const { ranking, report } = await ask<{
      ranking: { entries: { rank: number | null; department: { id: string; name: string } }[] };
      report: { totals: Value[]; rows: { department: { id: string }; values: Value[] }[] };
    }>(
      'viewer',
      `{
        ranking(metric: RESPONSE_RATE, window: { last: 28, unit: DAY }) { entries { rank department { id name } } }
        report(input: {
          metrics: [ENQUIRIES, RESPONSE_RATE], window: { last: 28, unit: DAY }, compareTo: PREVIOUS_PERIOD, by: [DEPARTMENT]
        }) {
          totals { status value change metric { id unit name } }
          rows { department { id } values { status value change metric { id unit name } } }
        }
      }`,
    );
    const { page, complaints, asked, close } = await openPage({ path: '/departments?by=RESPONSE_RATE' });
    expect(await page.locator('main tbody th a').allTextContents()).toEqual(
      ranking.entries.map(({ department }) => department.name),
    );
    expect(asked.length).toBe(2);
    await picture(page, 'departments');

    await page.getByRole('button', { name: 'More about Ranked by: Response rate' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^departments-response_rate_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
    const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
    const [head, ...told] = rows;
    expect(head?.slice(2, 6)).toEqual([
      'Enquiries',
      'Enquiries, change (share of the value before)',
      'Response rate (share, 0 to 1)',
      'Response rate, change (percentage points)',
    ]);
    const cell = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
    const cells = (values: readonly Value[]) => values.flatMap(({ value, change }) => [cell(value), cell(change)]);
    expect(told.map((row) => row.slice(0, 6))).toEqual([
      ...ranking.entries.map(({ rank, department }) => [
        department.name,
        cell(rank),
        ...cells(report.rows.find((row) => row.department.id === department.id)?.values ?? []),
      ]),
      ['Whole company', '', ...cells(report.totals)],
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('are ranked by another metric with the keyboard', async () => {
    const { page, close } = await openPage({ path: '/departments', role: 'viewer' });
    await page.getByRole('link', { name: 'Net sentiment', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('main h2').first().textContent()).toBe('Ranked by: Net sentiment');
    expect(new URL(page.url()).searchParams.get('by')).toBe('NET_SENTIMENT');
    await close();
  });
});

describe('a department', () => {
  it('tells its figures as the API does, and what reaches the next stage', async () => {
    const { department } = await ask<{
      department: { maturity: { nextStep: string }; report: { totals: Value[] } };
    }>(
      'viewer',
      `{ department(id: "service") {
        maturity { nextStep(language: "en") }
        report(input: {
          metrics: [ENQUIRIES, RESPONSE_RATE, FIRST_RESPONSE_P50, WITHIN_TARGET, OVERDUE, SOCIAL_SHARE, NET_SENTIMENT]
          window: { last: 28, unit: DAY }
        }) { totals { status value change metric { id unit name } } }
      } }`,
    );
    const { page, complaints, asked, close } = await openPage({ path: '/departments/service' });
    for (const { metric, value } of department.report.totals) {
      const card = page.locator('main article', { has: page.getByRole('link', { name: metric.name, exact: true }) });
      expect(await card.textContent()).toContain(format.value(metric, value ?? Number.NaN));
    }
    expect(await page.locator('main').textContent()).toContain(department.maturity.nextStep);
    expect(asked.length).toBe(3);
    expect(complaints).toEqual([]);
    await picture(page, 'department');
    await close();
  });

  it('shows another figure at large, by the keyboard, without losing filters', async () => {
    const { page, close } = await openPage({ path: '/departments/service?period=13w', role: 'viewer' });
    await page.getByRole('link', { name: 'Response rate', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('heading', { name: 'Response rate over time' }).count()).toBe(1);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ period: '13w', metric: 'RESPONSE_RATE' });
    await close();
  });

  it('lists who waits longest, the oldest first, to those who may see them', async () => {
    const { conversations } = await ask<{ conversations: { edges: { node: { id: string; openedAt: string } }[] } }>(
      'analyst',
      `query ($range: DateRange!) {
        conversations(filter: { departments: ["service"], overdue: true, range: $range }, last: 6) { edges { node { id openedAt } } }
      }`,
      { range: { from: daysAgo(365), to: daysAgo(0) } },
    );
    const oldest = conversations.edges.map(({ node }) => node).at(-1);
    const own = await openPage({ path: '/departments/service', role: 'member', departments: ['service'] });
    const list = own.page.locator('section', { has: own.page.getByRole('heading', { name: 'Waiting longest' }) });
    const times = await list.locator('li a').allTextContents();
    expect(times.length).toBe(conversations.edges.length);
    expect(times[0]).toBe(format.instant(oldest?.openedAt ?? ''));
    await list.locator('li a').first().click();
    await expect.poll(() => new URL(own.page.url()).pathname).toMatch(/^\/conversations\/.+/);
    await complete(own.page);
    expect(own.complaints).toEqual([]);
    await own.close();
    const other = await openPage({ path: '/departments/service', role: 'member', departments: ['sales'] });
    expect(await other.page.locator('main').textContent()).toContain('Which ones they are is for members');
    expect(other.asked.length).toBe(2);
    await other.close();
  });

  it('that there is not says so', async () => {
    const { page, complaints, close } = await openPage({ path: '/departments/nobody', role: 'viewer', language: 'de' });
    expect(await page.locator('h1').textContent()).toBe('Eine Abteilung nobody gibt es nicht');
    await page.getByRole('link', { name: 'Alle Abteilungen' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Abteilungen');
    expect(complaints).toEqual([]);
    await close();
  });
});
