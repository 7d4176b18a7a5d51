import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { sharedStack } from '../stack.ts';
import { launchChromium } from './launch-chromium.ts';

export const sizes = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1440, height: 900 },
  wall: { width: 2560, height: 1440 },
} as const;

export interface PageOptions {
  role?: string;
  departments?: string[];
  /** With its query string. */
  path: string;
  language?: 'en' | 'de';
  theme?: 'light' | 'dark';
  size?: keyof typeof sizes;
  /** Another stack than that of the sample. */
  stack?: Pick<ReturnType<typeof sharedStack>, 'url' | 'token'>;
  reducedMotion?: boolean;
}

export interface OpenedPage {
  page: Page;
  /** What the browser complained about, and requests to other hosts: nothing, in a page that works. */
  complaints: string[];
  /** The GraphQL requests so far, by the hashes they sent and their variables. */
  asked: { hash: string | undefined; query: string | undefined; variables: unknown }[];
  close: () => Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** One Chromium for a test file; close it in `afterAll`. */
export const closeBrowser = async (): Promise<void> => (await browser)?.close();

/** Opens the dashboard signed in by a link, as a visitor of this language, theme and size, and waits until it is complete. */
export async function openPage({
  role = 'analyst',
  departments = role === 'member' ? ['service'] : [],
  path,
  language = 'en',
  theme = 'light',
  size = 'laptop',
  stack = sharedStack(),
  reducedMotion = true,
}: PageOptions): Promise<OpenedPage> {
  const context = await (await launched()).newContext({
    viewport: sizes[size],
    colorScheme: theme,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  // Before the test is over, so that it says what it waited for.
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const asked: OpenedPage['asked'] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(stack.url)) complaints.push(request.url());
    if (request.method() !== 'POST' || new URL(request.url()).pathname !== '/graphql') return;
    const { query, variables, extensions } = request.postDataJSON();
    asked.push({ hash: extensions?.persistedQuery?.sha256Hash, query, variables });
  });
  await page.goto(`${stack.url}${path}#token=${await stack.token(role, departments)}`);
  await complete(page);
  return { page, complaints, asked, close: () => context.close() };
}

/** Waits until the page has a heading and nothing in it is on its way. */
export async function complete(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor({ timeout: 15_000 });
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 15_000 });
}

/** Asks the API as a role, for what the page ought to show; throws what the API refused. */
export async function ask<Data>(role: string, query: string, variables: object = {}): Promise<Data> {
  const { url, token } = sharedStack();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(role)}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Keeps a picture of the page to be looked at, where `POLYLOG_PICTURES` names a folder for it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.POLYLOG_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

function launched(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}
