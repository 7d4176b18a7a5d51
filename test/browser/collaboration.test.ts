import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastMonths } from '../../dashboard/views/collaboration/counted-days.ts';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, openPage, picture } from './open-page.ts';

interface Matrix {
  openness: number | null;
  connectedness: number | null;
  departments: { id: string; name: string }[];
  cells: { from: { id: string }; to: { id: string }; interactions: number | null }[];
}

const matrixOf = async (range: { from: string; to: string }): Promise<Matrix> =>
  (
    await ask<{ collaboration: Matrix }>(
      'viewer',
      `query ($range: DateRange!) {
        collaboration(range: $range) {
          openness connectedness departments { id name } cells { from { id } to { id } interactions }
        }
      }`,
      { range },
    )
  ).collaboration;

const pathOf = ({ from, to }: { from: string; to: string }) => `/collaboration?period=custom&from=${from}&to=${to}`;

/** The latest month of the sample in which enough people wrote, and what the API says of it. */
let month: { from: string; to: string };
let matrix: Matrix;
beforeAll(async () => {
  for (const days of lastMonths(new Date().toISOString().slice(0, 10), 12)) {
    const found = await matrixOf(days);
    const ways = found.cells.filter(({ from, to, interactions }) => from.id !== to.id && (interactions ?? 0) > 0);
    if (found.openness === null || ways.length < 3) continue;
    [month, matrix] = [days, found];
    return;
  }
  throw new Error('The sample has no month with collaboration to tell');
});
afterAll(closeBrowser);

describe('the collaboration page', () => {
  it('shows the matrix of the API, cell by cell, with two questions to it', async () => {
    const { page, complaints, asked, close } = await openPage({ path: pathOf(month), role: 'viewer' });
    const rows = page.getByRole('table', { name: 'Who writes to whom' }).locator('tbody tr');
    const shown = await rows.evaluateAll((all) =>
      all.flatMap((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    );
    const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
    expect(shown).toEqual(
      matrix.cells.map(({ interactions }) => (interactions === null ? 'withheld' : format.format(interactions))),
    );
    const connectedness = page.getByRole('region', { name: 'Connectedness' });
    const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });
    expect(await connectedness.textContent()).toContain(percent.format(matrix.connectedness ?? 0));
    expect(asked).toHaveLength(2);
    expect(complaints).toEqual([]);
    await picture(page, 'collaboration');
    await close();
  });

  it('saves the same as a file', async () => {
    const { page, close } = await openPage({ path: pathOf(month) });
    await page.getByRole('button', { name: 'More about Who writes to whom' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
    const name = (id: string) => matrix.departments.find((one) => one.id === id)?.name;
    expect(rows).toEqual([
      ['From', 'To', 'Interactions', 'State'],
      ...matrix.cells.map(({ from, to, interactions }) => [
        name(from.id),
        name(to.id),
        String(interactions ?? ''),
        interactions === null ? 'withheld' : 'told',
      ]),
    ]);
    await close();
  });

  it('leads from a cell to what its department sent, by the keyboard, for those who may', async () => {
    const { page, close } = await openPage({ path: pathOf(month) });
    const cell = page.getByRole('table', { name: 'Who writes to whom' }).getByRole('link').first();
    await cell.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/behind');
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('metric')).toMatch(/^(CONNECTEDNESS|OPENNESS)$/);
    expect([searchParams.get('from'), searchParams.get('to')]).toEqual([month.from, month.to]);
    await close();
    const executive = await openPage({ path: pathOf(month), role: 'executive' });
    expect(await executive.page.getByRole('table', { name: 'Who writes to whom' }).getByRole('link').count()).toBe(0);
    await executive.close();
  });

  it('says in which days nothing whole lies, and where to look instead', async () => {
    const path = pathOf({ from: month.from, to: month.from });
    const { page, complaints, asked, close } = await openPage({ path, role: 'viewer', language: 'de' });
    expect(await page.locator('main h2').first().textContent()).toBe(
      'In diesen Tagen liegt keine ganze abgeschlossene Woche',
    );
    expect(asked).toHaveLength(1);
    await page.locator('main section').getByRole('link').first().click();
    await page.getByRole('table', { name: 'Wer schreibt wem' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('is for everybody, on a phone and in the dark', async () => {
    const { page, close } = await openPage({ path: pathOf(month), size: 'phone', theme: 'dark', role: 'viewer' });
    expect(await overflow(page)).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'collaboration-phone');
    await close();
  });
});
