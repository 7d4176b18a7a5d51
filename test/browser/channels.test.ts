import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflow } from './check-page.ts';
import { ask, closeBrowser, complete, openPage, picture } from './open-page.ts';

afterAll(closeBrowser);

/** For what follows a click: a busy machine takes its time. */
const patience = { timeout: 8_000 };

interface ByChannel {
  organisation: { channels: { id: string; name: string; kind: string }[] };
  report: { rows: { channel: { id: string }; values: { status: string; value: number | null }[] }[] };
}

const byChannel = () =>
  ask<ByChannel>(
    'viewer',
    `{
      organisation { channels { id name kind } }
      report(input: {
        metrics: [INTERACTIONS, ENQUIRIES, RESPONSE_RATE, FIRST_RESPONSE_P50, NET_SENTIMENT]
        window: { last: 13, unit: WEEK }, by: [CHANNEL]
      }) { rows { channel { id } values { status value } } }
    }`,
  );

describe('channels', () => {
  it('tell what the API tells, in the file, too; those without anything by name', async () => {
    const { organisation, report } = await byChannel();
    const name = (id: string) => organisation.channels.find((channel) => channel.id === id)?.name ?? id;
    const busy = report.rows.filter(({ values }) => (values[0]?.value ?? 0) > 0);
    const { page, complaints, asked, close } = await openPage({ path: '/channels?period=13w' });
    const rows = page.locator('main tbody tr:has(th[scope=row])');
    expect((await rows.locator('th').allTextContents()).sort()).toEqual(
      busy.map(({ channel }) => name(channel.id)).sort(),
    );
    const quiet = organisation.channels.find(({ id }) => !busy.some(({ channel }) => channel.id === id));
    expect(await page.locator('main').textContent()).toContain(`Nothing happened in these days in ${quiet?.name}`);
    expect(asked.length).toBe(2);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'channels');

    await page.getByRole('button', { name: 'More about Channel by channel' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a file (CSV)' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trimEnd().split('\r\n');
    const cells = busy.map(({ channel, values }) =>
      [
        name(channel.id),
        ...values.map(({ status, value }) => (status === 'EMPTY' || value === null ? '' : value)),
      ].join(),
    );
    const inFile = lines.slice(1).map((line) => line.split(',').toSpliced(1, 1).join());
    expect(inFile.sort()).toEqual(cells.sort());
    expect(complaints).toEqual([]);
    await close();
  }, 20_000);

  it('lead from a number to what is behind it, and back', async () => {
    const { page, close } = await openPage({ path: '/channels?period=13w' });
    const row = page.locator('main tbody tr:has(th[scope=row])').first();
    const figure = row.locator('td a').first();
    const count = await figure.textContent();
    await figure.click();
    await expect.poll(() => page.locator('h1').textContent(), patience).toBe('Behind: Interactions');
    await complete(page);
    expect(await page.locator('main').textContent()).toContain(count ?? 'no number');
    expect(new URL(page.url()).searchParams.get('period')).toBe('13w');
    await page.getByRole('link', { name: 'Back to where you were' }).click();
    await expect.poll(() => page.locator('h1').textContent(), patience).toBe('Channels');
    expect(new URL(page.url()).search).toBe('?period=13w');
    await close();
  }, 20_000);

  it('lead from a bar to what is behind it, by the arrow keys', async () => {
    const { page, complaints, close } = await openPage({ path: '/channels?period=13w' });
    await page.locator('main section[tabindex="0"]').first().focus();
    await page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => page.locator('main [aria-live=polite]').first().textContent(), patience)
      .toContain('Social: ');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent(), patience).toBe('Behind: Interactions');
    const { from = '', to = '', kind } = Object.fromEntries(new URL(page.url()).searchParams);
    expect(kind).toBe('SOCIAL');
    expect(Date.parse(to) - Date.parse(from)).toBe(6 * 86_400_000);
    expect(complaints).toEqual([]);
    await close();
  }, 20_000);

  it('without anything say what to do; a viewer has no way behind a number', async () => {
    const { page, complaints, close } = await openPage({
      role: 'viewer',
      path: '/channels?period=custom&from=1999-01-01&to=1999-01-31&compare=none',
      size: 'phone',
      theme: 'dark',
    });
    expect(await page.locator('main').textContent()).toContain('Nothing happened in any channel');
    await page.goto(`${new URL(page.url()).origin}/channels?period=13w`);
    await complete(page);
    expect(await page.locator('main tbody tr').count()).toBeGreaterThan(2);
    expect(await page.locator('main tbody a').count()).toBe(0);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  }, 20_000);
});
