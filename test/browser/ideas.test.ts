import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticDays } from '../synthetic/company.ts';
import { type Hosted, host } from '../synthetic/hosted.ts';
import { syntheticLines } from '../synthetic.ts';
import { accessibilityProblems, overflow } from './check-page.ts';
import { closeBrowser, openPage, picture } from './open-page.ts';

interface Funnel {
  withheld: boolean;
  steps: {
    stage: string;
    count: number;
    open: number;
    declined: number;
    conversion: number | null;
    medianDays: number | null;
  }[];
}

const { from, to } = syntheticDays;
const path = `/ideas?period=custom&from=${from}&to=${to}`;

/** The sample has hardly any ideas: made-up ones go all the way, in a stack of their own. */
let hosted: Hosted;
beforeAll(async () => {
  hosted = await host();
  await hosted.send(syntheticLines().filter((line) => /"(idea|stage)"|idea:/.test(line)));
}, 90_000);
afterAll(async () => {
  await closeBrowser();
  await hosted.stack.stop();
});

const funnelOf = async (range: object, department: string | null = null): Promise<Funnel> =>
  (
    await hosted.ask<{ ideaFunnel: Funnel }>(
      `query ($range: DateRange!, $department: ID) {
        ideaFunnel(range: $range, department: $department) {
          withheld steps { stage count open declined conversion medianDays }
        }
      }`,
      { range, department },
    )
  ).ideaFunnel;

describe('the ideas page', () => {
  it('shows the funnel of the API: who made a step, who waits, who was declined', async () => {
    const { page, complaints, asked, close } = await openPage({ path, stack: hosted.stack, role: 'viewer' });
    const { steps } = await funnelOf({ from, to });
    const shown = await page
      .getByRole('list', { name: 'From the idea to the word to its author' })
      .locator('> li')
      .allTextContents();
    expect(shown).toHaveLength(steps.length);
    for (const [at, { count, open, declined, stage }] of steps.entries()) {
      expect(shown[at]).toContain(String(count));
      if (stage === 'submitted') continue;
      expect(shown[at]).toContain(`${open} wait`);
      expect(shown[at]).toContain(`${declined} declined`);
    }
    expect(asked).toHaveLength(2);
    expect(complaints).toEqual([]);
    await picture(page, 'ideas');
    await close();
  });

  it('saves the same as a file', async () => {
    const { page, close } = await openPage({ path, stack: hosted.stack });
    await page.getByRole('button', { name: 'More about From the idea to the word to its author' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
    const { steps } = await funnelOf({ from, to });
    expect(rows.slice(1).map(([, ...numbers]) => numbers)).toEqual(
      steps.map(({ count, open, declined, conversion, medianDays }) =>
        [count, conversion, open, declined, medianDays].map((cell) => String(cell ?? '')),
      ),
    );
    await close();
  });

  it('adds up: ideas from outside and from employees are all ideas', async () => {
    const { page, close } = await openPage({ path, stack: hosted.stack });
    await page.getByRole('button', { name: 'More about Ideas over time, by origin' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true, from: 2 });
    const { totals } = await hosted.report({ metrics: ['IDEAS'], range: { from, to } });
    expect(rows.reduce((sum, [, outside, inside]) => sum + Number(outside) + Number(inside), 0)).toBe(totals[0]?.value);
    // Whole weeks of the home zone, by their Mondays.
    expect(rows[0]?.[0]).toBe(from);
    await close();
  });

  it('keeps back a funnel that would tell of a few employees, and says why', async () => {
    const week = { from, to: '2026-03-08' };
    const { departments } = await hosted.ask<{ departments: { id: string }[] }>('{ departments { id } }');
    const funnels = await Promise.all(departments.map(async ({ id }) => ({ id, ...(await funnelOf(week, id)) })));
    const small = funnels.find(({ withheld }) => withheld);
    expect(small).toBeDefined();
    const { page, close } = await openPage({
      path: `/ideas?period=custom&from=${week.from}&to=${week.to}&department=${small?.id}`,
      stack: hosted.stack,
      role: 'viewer',
    });
    await page.getByRole('heading', { name: 'This funnel is withheld' }).waitFor();
    expect(await page.getByRole('list', { name: 'From the idea to the word to its author' }).count()).toBe(0);
    await close();
  });

  it('says when there was no idea, and when none has shipped', async () => {
    const none = await openPage({ path: '/ideas?period=custom&from=2020-01-01&to=2020-01-31', role: 'viewer' });
    await none.page.getByRole('heading', { name: 'No idea was submitted in these days' }).waitFor();
    expect(none.complaints).toEqual([]);
    await none.close();
    const sample = await openPage({ path: '/ideas?period=12m', role: 'viewer', language: 'de' });
    await sample.page.getByRole('heading', { name: 'Noch keine dieser Ideen ist umgesetzt' }).waitFor();
    await sample.close();
  });

  it('is for everybody, on a phone and in the dark', async () => {
    const opened = await openPage({ path, stack: hosted.stack, size: 'phone', theme: 'dark', role: 'viewer' });
    expect(await overflow(opened.page)).toBe(0);
    expect(await accessibilityProblems(opened.page)).toEqual([]);
    await picture(opened.page, 'ideas-phone');
    await opened.close();
  });
});
