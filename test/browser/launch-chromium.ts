import { tmpdir } from 'node:os';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Starts the Chromium that comes with npm, without a window; `without` are arguments of its own that a caller does not want. */
export async function launchChromium(without: readonly string[] = []): Promise<Browser> {
  // Nothing is drawn by WebGL, and to draw the rest without it takes half of the time.
  chromium.setGraphicsMode = false;
  // In one process, as a Lambda wants it, the browser ends with the first context that is closed.
  const unwanted = new Set(['--single-process', ...without]);
  return playwright.launch({
    args: chromium.args.filter((argument) => !unwanted.has(argument)),
    executablePath: await chromium.executablePath(),
    headless: true,
    downloadsPath: tmpdir(),
  });
}
