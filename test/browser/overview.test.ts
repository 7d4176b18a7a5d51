import { readFile } from 'node:fs/promises';
import { createTranslator } from 'use-intl/core';
import { afterAll, describe, expect, it } from 'vitest';
import en from '../../dashboard/i18n/en.ts';
import { createFormat } from '../../dashboard/i18n/format.ts';
import type { Messages } from '../../dashboard/i18n/messages.ts';
import { lessonSentence } from '../../dashboard/views/overview/lesson-sentence.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

const messages: Messages = en;
const t = createTranslator({ locale: 'en', messages, namespace: 'overview', timeZone: 'UTC' });
const format = createFormat('en-GB', 'Europe/Berlin');
/** As the catalogue has it of a metric. */
type Measured = Parameters<typeof lessonSentence>[0]['metric'];

interface Told {
  report: { totals: { value: number | null; previous: number | null; metric: Measured }[] };
  lessons: {
    metric: Measured;
    learner: { name: string };
    teacher: { name: string };
    learnerValue: { value: number };
    teacherValue: { value: number };
  }[];
  socialShare: {
    points: { month: string; actual: number | null; complete: boolean; glidePath: number; forecast: number | null }[];
  };
}

const question = `query ($months: DateRange!) {
  report(input: {
    metrics: [RESPONSE_RATE, FIRST_RESPONSE_P50, OVERDUE, SOCIAL_SHARE, NET_SENTIMENT, ENQUIRIES]
    window: { last: 28, unit: DAY }, compareTo: PREVIOUS_PERIOD
  }) { totals { value previous metric { id name unit } } }
  lessons(window: { last: 28, unit: DAY }) {
    metric { id name unit } learner { name } teacher { name } learnerValue { value } teacherValue { value }
  }
  socialShare(range: $months) { points { month actual complete glidePath forecast } }
}`;
const monthFrom = (months: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
};
const told = () => ask<Told>('viewer', question, { months: { from: monthFrom(-12), to: monthFrom(12) } });

describe('the overview', () => {
  it('tells the figures of the API, and who can learn from whom', async () => {
    const { report, lessons } = await told();
    const { page, complaints, asked, close } = await openPage({ path: '/', role: 'executive' });
    for (const { metric, value, previous } of report.totals) {
      const card = page.locator('main article', { has: page.getByRole('link', { name: metric.name, exact: true }) });
      const text = (await card.textContent()) ?? '';
      expect(text).toContain(format.value(metric, value ?? Number.NaN));
      expect(text).toContain(format.value(metric, previous ?? Number.NaN));
    }
    for (const lesson of lessons) {
      const sentence = lessonSentence(
        {
          metric: lesson.metric,
          learner: lesson.learner.name,
          teacher: lesson.teacher.name,
          learnerValue: lesson.learnerValue.value,
          teacherValue: lesson.teacherValue.value,
        },
        t,
        format,
      );
      expect(await page.getByText(sentence).count()).toBe(1);
    }
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(complaints).toEqual([]);
    await picture(page, 'overview');
    await close();
  });

  it('saves the social share as the API tells it', async () => {
    const { socialShare } = await told();
    const { page, close } = await openPage({ path: '/' });
    await page.getByRole('button', { name: 'More about Social share and its way to the target' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const [, ...lines] = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trimEnd().split('\r\n');
    const cell = (value: number | null) => (value === null ? '' : String(value));
    expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual(
      socialShare.points.map(({ month, actual, complete, glidePath, forecast }) => [
        month,
        cell(complete ? actual : null),
        cell(complete ? null : actual),
        cell(glidePath),
        cell(forecast),
      ]),
    );
    await close();
  });

  it('leads from a figure to the departments, by the keyboard, and keeps the filters', async () => {
    const { page, close } = await openPage({ path: '/?period=13w&compare=year', role: 'executive' });
    await page.getByRole('link', { name: 'Response rate', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe('Departments');
    await complete(page);
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ period: '13w', compare: 'year', by: 'RESPONSE_RATE' });
    expect(await page.getByRole('heading', { name: 'Ranked by: Response rate' }).count()).toBe(1);
    await page.goBack();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Overview');
    await close();
  });

  it('opens what reaches the next stage on demand, and names departments without enquiries', async () => {
    const { page, close } = await openPage({ path: '/', role: 'viewer' });
    const ladder = page.locator('section', { has: page.getByRole('heading', { name: 'Maturity of the departments' }) });
    const next = ladder.locator('details').first();
    expect(await next.locator('p').isVisible()).toBe(false);
    await next.locator('summary').press('Enter');
    expect(await next.locator('p').textContent()).toMatch(/^Stage \d/);
    const { departments } = await ask<{ departments: { name: string }[] }>('viewer', '{ departments { name } }');
    const answering = page.locator('section', { has: page.getByRole('heading', { name: 'How departments answer' }) });
    expect((await answering.locator('tbody th a').allTextContents()).sort()).toEqual(
      departments.map(({ name }) => name).sort(),
    );
    // A viewer sees no way to what is behind a figure.
    expect(await page.getByRole('link', { name: /^What is behind/ }).count()).toBe(0);
    await close();
  });

  it('without anything says so in words, on a phone, in German', async () => {
    const { page, complaints, close } = await openPage({
      path: '/?period=custom&from=1999-01-01&to=1999-01-28',
      role: 'viewer',
      language: 'de',
      size: 'phone',
      theme: 'dark',
    });
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('In diesen Tagen ist nichts geschehen.');
    expect(text).toContain('Kein Abstand zwischen Abteilungen ist mehr als Zufall.');
    expect(text).toContain('Nichts zu messen');
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('of which nothing can be had says so once, and asks for all of it again', async () => {
    const { page, close } = await openPage({ path: '/', role: 'viewer' });
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('"Shell"') ? route.continue() : route.fulfill({ status: 503, body: '' }),
    );
    await page.reload();
    const alert = page.locator('main [role=alert]');
    await alert.first().waitFor();
    await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect(await alert.count()).toBe(1);
    expect(await alert.textContent()).toContain('Something went wrong on our side');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('region', { name: 'Who can learn from whom' }).waitFor();
    await page.getByRole('region', { name: 'How departments answer' }).waitFor();
    expect(await alert.count()).toBe(0);
    await close();
  });
});
