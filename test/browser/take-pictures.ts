import { execFile } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Stack, startStack } from '../stack.ts';
import { clearestMonth } from './clearest-month.ts';
import { closeBrowser, openPage, type PageOptions } from './open-page.ts';

// `npm run pictures`: the pictures of the README, taken anew from a stack of its own with the bundled sample.
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/images');
const run = promisify(execFile);

interface Picture extends PageOptions {
  name: string;
  /** Only what is seen without scrolling. */
  screenOnly?: boolean;
}

const stack = await startStack({ empty: false });
try {
  await counted(stack);
  mkdirSync(folder, { recursive: true });
  for (const picture of await pictures(stack)) await take(picture);
} finally {
  await closeBrowser();
  await stack.stop();
}

async function pictures({ url, token }: Stack): Promise<Picture[]> {
  const { from, to } = await clearestMonth(url, await token('viewer'));
  const month = new URLSearchParams({ period: 'custom', from, to });
  return [
    { name: 'overview-light', path: '/', role: 'executive' },
    { name: 'overview-dark', path: '/', role: 'executive', theme: 'dark' },
    { name: 'department', path: '/departments/service', role: 'analyst' },
    { name: 'collaboration', path: `/collaboration?${month}`, role: 'viewer' },
    { name: 'phone', path: '/', role: 'executive', size: 'phone', screenOnly: true },
  ];
}

async function take({ name, screenOnly = false, ...options }: Picture): Promise<void> {
  const { page, complaints, close } = await openPage({ ...options, stack });
  const path = join(folder, `${name}.png`);
  // The typeface comes when it comes: on the second visit it is there from the beginning.
  await page.reload();
  await page.locator('main svg.plot, main table').first().waitFor();
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  // Scrollbars of this browser take room, which those of phones do not.
  await page.evaluate("document.documentElement.style.cssText = 'scrollbar-gutter: auto; scrollbar-width: none'");
  await page.evaluate('document.fonts.ready');
  // Charts follow the width of the page.
  await page.waitForTimeout(300);
  await page.screenshot({ path, fullPage: !screenOnly });
  await close();
  process.stdout.write(`${name}: ${Math.round(statSync(path).size / 1000)} kB ${complaints.join(' ')}\n`);
}

/** Waits until the whole sample is in the cells. */
async function counted({ url, dataDir }: Stack): Promise<void> {
  const env = { ...process.env, POLYLOG_DATA: dataDir, PORT: new URL(url).port };
  await run(process.execPath, [join(root, 'cli/polylog.mjs'), 'drain', '--timeout', '150'], { env });
}
