import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page, Request } from 'playwright-core';
import { launchChromium } from '../../test/browser/launch-chromium.ts';
import { type Stack, startStack } from '../../test/stack.ts';
import type { Bench } from '../bench.ts';
import { describeOrganisation } from '../describe-organisation.ts';
import { loadStore } from '../load-store.ts';
import { percentileOf } from '../percentile-of.ts';
import { startHost } from '../start-host.ts';
import { type ViewWatch, watchView } from '../watch-view.ts';

const run = promisify(execFile);
const vitals = createRequire(import.meta.url)
  .resolve('web-vitals')
  .replace(/[^/]*$/, 'web-vitals.iife.js');
const pages = [
  '/',
  '/departments',
  '/departments/service',
  '/collaboration',
  '/channels',
  '/ideas',
  '/goals',
  '/metrics',
];

/**
 * How fast the dashboard is in a real Chromium, each time with an empty cache: the first view of each page, another period,
 * what is loaded, and the web vitals; against the bundled sample and against the largest store.
 */
export async function dashboard(bench: Bench): Promise<void> {
  const browser = await launchChromium();
  bench.onEnd(() => browser.close());
  const sample = await startStack({ dataDir: bench.folder(), empty: false });
  bench.onEnd(sample.stop);
  const env = { ...process.env, POLYLOG_DATA: sample.dataDir, PORT: new URL(sample.url).port };
  await run(process.execPath, [join(import.meta.dirname, '../../cli/polylog.mjs'), 'drain', '--timeout', '150'], {
    env,
  });
  await measure(bench, browser, sample, { store: 'sample', filters: '', reach: 1_000 });
  await sample.stop();

  const size = bench.sizes.at(-1) ?? 0;
  const host = await startHost(bench);
  await describeOrganisation(host);
  await loadStore(
    host,
    { count: size, seed: 1 },
    () => {},
    () => {},
  );
  // The generated days lie behind: a period of their own.
  const filters = 'period=custom&from=2025-03-03&to=2025-03-30';
  await measure(bench, browser, host, { store: String(size), filters, reach: 1_200 });
  await host.stop();
  await browser.close();
}

interface Measured {
  store: string;
  filters: string;
  /** Milliseconds until the first view is complete. */
  reach: number;
}

async function measure(
  bench: Bench,
  browser: Browser,
  stack: Stack,
  { store, filters, reach }: Measured,
): Promise<void> {
  const runs = bench.quick ? 3 : 7;
  for (const path of pages) {
    const views: View[] = [];
    // The first is the function's and the store's first, and not counted: it is printed by itself.
    for (let run = 0; run <= runs; run++) views.push(await openView(browser, stack, `${path}?${filters}`));
    const [first, ...warm] = views;
    const median = (of: (view: View) => number) => percentileOf(warm.map(of), 0.5);
    bench.print(
      'first view',
      median(({ complete }) => complete),
      'ms',
      { page: path, store, runs, reach },
    );
    bench.print('first view of a new process', first?.complete ?? Number.NaN, 'ms', { page: path, store });
    bench.print('requests', Math.max(...warm.map(({ requests }) => requests)), '', { page: path, store, reach: 3 });
    bench.print('JavaScript', median(({ script }) => script) / 1000, 'kB', {
      page: path,
      store,
      compressed: true,
      reach: 300,
    });
    for (const name of ['FCP', 'LCP', 'CLS'] as const) {
      bench.print(
        name,
        median(({ vital }) => vital[name] ?? 0),
        name === 'CLS' ? '' : 'ms',
        { page: path, store },
      );
    }
  }
  const switches: number[] = [];
  const interactions: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { milliseconds, inp } = await switchPeriod(browser, stack, filters);
    switches.push(...milliseconds);
    interactions.push(inp);
  }
  bench.print('another period', percentileOf(switches, 0.5), 'ms', {
    page: '/',
    store,
    runs: switches.length,
    reach: 300,
  });
  bench.print('another period, slowest', Math.max(...switches), 'ms', { page: '/', store, runs: switches.length });
  bench.print('INP', percentileOf(interactions, 0.5), 'ms', { page: '/', store });
}

interface View {
  complete: number;
  requests: number;
  /** Bytes of scripts as they came over the line. */
  script: number;
  vital: Record<string, number>;
}

async function openView(browser: Browser, stack: Stack, path: string): Promise<View> {
  const page = await newPage(browser);
  const scripts: Request[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request);
  });
  await page.goto(`${stack.url}${path}#token=${await stack.token('analyst')}`, { waitUntil: 'commit' });
  const { complete, requests } = await page.evaluate(async () => {
    const { viewWatch } = globalThis as unknown as { viewWatch: ViewWatch };
    const complete = await viewWatch.whenComplete(0);
    const requests = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql')).length;
    return { complete, requests };
  });
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  const script = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  const vital = await tellVitals(page);
  await page.context().close();
  return { complete, requests, script, vital };
}

async function switchPeriod(browser: Browser, stack: Stack, filters: string) {
  const page = await newPage(browser);
  await page.goto(`${stack.url}/?${filters}#token=${await stack.token('analyst')}`, { waitUntil: 'commit' });
  await page.evaluate(() => (globalThis as unknown as { viewWatch: ViewWatch }).viewWatch.whenComplete(0));
  const milliseconds: number[] = [];
  for (const period of ['13w', '7d', '12m']) {
    const before = await page.evaluate(() => (globalThis as unknown as { viewWatch: ViewWatch }).viewWatch.asked());
    const began = page.evaluate((asked) => {
      const { viewWatch } = globalThis as unknown as { viewWatch: ViewWatch };
      return new Promise<number>((done) => {
        addEventListener(
          'change',
          () => {
            const began = performance.now();
            void viewWatch.whenComplete(asked).then((at) => done(at - began));
          },
          { once: true, capture: true },
        );
      });
    }, before);
    await page.getByLabel('Period', { exact: true }).selectOption(period);
    milliseconds.push(await began);
  }
  // A choice made by the driver is no interaction: a menu that is opened and closed is.
  await page
    .getByRole('button', { name: /^More about / })
    .first()
    .click();
  await page.keyboard.press('Escape');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  const { INP: inp = 0 } = await tellVitals(page);
  await page.context().close();
  return { milliseconds, inp };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(watchView);
  // As one script: what the library declares is not global otherwise.
  const content = `${readFileSync(vitals, 'utf8')};(${noteVitals})(webVitals)`;
  await page.addInitScript({ content });
  return page;
}

const tellVitals = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => (globalThis as unknown as { vitalsTold: Record<string, number> }).vitalsTold);

/** Runs in the browser, behind the library: keeps the latest of each figure. */
function noteVitals(webVitals: Record<string, (tell: (metric: { value: number }) => void, how: object) => void>): void {
  const told: Record<string, number> = {};
  for (const name of ['FCP', 'LCP', 'CLS', 'INP']) {
    webVitals[`on${name}`]?.(({ value }) => Object.assign(told, { [name]: value }), { reportAllChanges: true });
  }
  Object.assign(globalThis, { vitalsTold: told });
}
