import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, openPage } from './open-page.ts';

afterAll(closeBrowser);

interface Inspected {
  width: number;
  height: number;
  /** Of the pixels where the heading stands, how many are of its colour, 0 to 1. */
  inked: number;
  /** How many colours there are below the heading. */
  colours: number;
  corner: number[];
}

const panelOf = (page: Page, title: string) =>
  page
    .locator('main section[aria-labelledby]')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Reads a PNG in the browser: its size, whether the words of the heading are in it, and how much is drawn below them. */
async function inspect(page: Page, png: Buffer, title: string): Promise<Inspected & { panel: { width: number } }> {
  return panelOf(page, title).evaluate(async (element, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    const heading = element.querySelector('h2');
    if (!canvas || !heading) throw new Error('There is no canvas or no heading');
    canvas.drawImage(bitmap, 0, 0);
    const [outer, inner] = [element.getBoundingClientRect(), heading.getBoundingClientRect()];
    const scale = width / outer.width;
    const [x, y] = [(inner.left - outer.left) * scale, (inner.top - outer.top) * scale];
    const words = canvas.getImageData(x, y, inner.width * scale, inner.height * scale).data;
    const ink = /(\d+), (\d+), (\d+)/.exec(getComputedStyle(heading).color)?.slice(1).map(Number) ?? [];
    let inked = 0;
    for (let at = 0; at < words.length; at += 4) {
      if (ink.every((colour, channel) => Math.abs(colour - (words[at + channel] ?? 0)) < 48)) inked++;
    }
    const rest = canvas.getImageData(0, y + inner.height * scale, width, height - y - inner.height * scale).data;
    const colours = new Set<number>();
    for (let at = 0; at < rest.length; at += 4) {
      colours.add(((rest[at] ?? 0) << 16) | ((rest[at + 1] ?? 0) << 8) | (rest[at + 2] ?? 0));
    }
    return {
      width,
      height,
      inked: inked / (words.length / 4),
      colours: colours.size,
      corner: [...canvas.getImageData(width / 2, 12, 1, 1).data.slice(0, 3)],
      panel: { width: outer.width },
    };
  }, png.toString('base64'));
}

async function savedPicture(page: Page, title: string): Promise<Buffer> {
  await page.getByRole('button', { name: `More about ${title}`, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Save as a picture (PNG)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^[a-z-]+_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.png$/);
  return readFile(await download.path());
}

const kinds = [
  { kind: 'matrix', path: '/collaboration', title: 'Who writes to whom' },
  { kind: 'bars', path: '/collaboration', title: 'Across and within, by department' },
  { kind: 'funnel', path: '/ideas?period=12m', title: 'From the idea to the word to its author' },
  { kind: 'time series', path: '/ideas?period=12m', title: 'Ideas over time, by origin' },
];

describe('a picture of a chart', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const path of new Set(kinds.map((kind) => kind.path))) {
      const here = kinds.filter((kind) => kind.path === path);
      it(`has its title, its drawing and the colours of the screen: ${here.map(({ kind }) => kind).join(', ')}, ${theme}`, async () => {
        const { page, complaints, close } = await openPage({ path, theme, role: 'viewer' });
        for (const { title } of here) {
          const png = await savedPicture(page, title);
          const { width, panel, inked, colours, corner } = await inspect(page, png, title);
          expect(width).toBe(Math.round(panel.width) * 2);
          expect(inked).toBeGreaterThan(0.02);
          expect(colours).toBeGreaterThan(20);
          expect(Math.max(...corner) > 128).toBe(theme === 'light');
        }
        // The page's policy let everything pass that this takes.
        expect(complaints).toEqual([]);
        await close();
      });
    }
  }
});

describe('a chart over time', () => {
  it('is walked by the arrow keys, and says where one is', async () => {
    const { page, close } = await openPage({ path: '/ideas?period=12m', role: 'viewer' });
    const figure = page.getByRole('region', { name: /^Ideas over time, by origin\. The arrow keys/ });
    await figure.focus();
    const said = () => figure.locator('[aria-live]').textContent();
    await page.keyboard.press('Home');
    const first = await said();
    expect(first).toMatch(/From outside: \d+$/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(said).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    await expect.poll(said).toMatch(/From employees: \d+$/);
    await expect.poll(() => figure.locator('svg [aria-label="tip"] text').count()).toBeGreaterThan(0);
    await close();
  });

  it('is the same as a table', async () => {
    const { page, close } = await openPage({ path: '/ideas?period=12m', role: 'viewer' });
    await page.getByRole('button', { name: 'More about Ideas over time, by origin' }).click();
    await page.getByRole('menuitem', { name: 'Show as a table' }).click();
    const table = page.getByRole('table', { name: 'Ideas over time, by origin' });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Time', 'From outside', 'From employees']);
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(11);
    await close();
  });
});

describe('a file of a chart', () => {
  it('is for the roles that export: others read what it takes', async () => {
    const { page, close } = await openPage({ path: '/collaboration', role: 'viewer' });
    await page.getByRole('button', { name: 'More about Who writes to whom' }).click();
    const item = page.getByRole('menuitem', { name: 'Files (CSV) need the role analyst' });
    expect(await item.getAttribute('aria-disabled')).toBe('true');
    await close();
  });
});

describe('on paper', () => {
  it('a page is white and whole, without what can only be clicked', async () => {
    const { page, close } = await openPage({ path: '/collaboration', role: 'viewer', theme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    const cut = await page
      .locator('main section')
      .evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent?.slice(0, 60)),
      );
    expect(cut).toEqual([]);
    const ground = await panelOf(page, 'Who writes to whom').evaluate(
      (panel) => getComputedStyle(panel).backgroundColor,
    );
    expect(ground).toBe('rgb(255, 255, 255)');
    await close();
  });
});
