import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort, type Stack, startStack } from '../stack.ts';
import { launchChromium } from './launch-chromium.ts';
import { audience, clientId, type Issuer, startIssuer } from './start-issuer.ts';

/** Seconds: the page renews in the second half. */
const lasting = 8;
let issuer: Issuer;
let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  const port = await freePort();
  issuer = await startIssuer(`http://127.0.0.1:${port}`, lasting);
  const args = ['--oidc-issuer', issuer.url, '--oidc-client-id', clientId, '--oidc-audience', audience];
  stack = await startStack({ port, args });
  // Its own list switches off what keeps pages of other origins out.
  browser = await launchChromium(['--disable-web-security']);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await issuer?.stop();
});

let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB' });
  // The issuer's pages want a font.
  await context.route(/googleapis\.com/, (route) => route.abort());
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith(stack.url)) complaints.push(message.text());
  });
  issuer.asked();
  issuer.errors.splice(0);
});
afterEach(() => context.close());

const deep = '/departments?range=LAST_28_DAYS';
const button = (name: string | RegExp) => page.getByRole('button', { name });
const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
const here = () => new URL(page.url()).pathname;

async function signIn(login: string, path = deep): Promise<void> {
  await page.goto(`${stack.url}${path}`);
  await button('Sign in').click();
  await atIssuer(login);
}

async function atIssuer(login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await button('Sign-in').click();
  await button('Continue').click();
}

/** The navigation is there for those who are signed in alone. */
const signedIn = () => page.getByRole('navigation').first().waitFor();

describe('signing in by an issuer', () => {
  it('comes back to where the visitor was, with nothing left in the address, and outlives a reload', async () => {
    const sent: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/graphql') sent.push(request.headers().authorization);
    });
    await page.goto(`${stack.url}${deep}`);
    expect(sent).toEqual([]);
    await button('Sign in').click();
    await atIssuer('ada');
    await signedIn();
    expect(page.url().startsWith(`${stack.url}/departments`)).toBe(true);
    expect(page.url()).not.toMatch(/code=|state=|token/);
    const [, claims = ''] = (sent[0] ?? '').split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: audience,
      roles: ['analyst'],
    });

    issuer.asked();
    await page.reload();
    await signedIn();
    expect(issuer.asked().filter((path) => path.startsWith('/auth'))).toEqual([]);
    expect(issuer.errors).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('renews the token without a word, once it ends', async () => {
    await signIn('ada');
    await signedIn();
    const before = await kept();
    await page.waitForTimeout((lasting + 1) * 1000);
    issuer.asked();
    await page.reload();
    await signedIn();
    expect(issuer.asked()).toContain('/token');
    expect(await kept()).not.toBe(before);
    expect(await button('Sign in').count()).toBe(0);
    expect(issuer.errors).toEqual([]);
  }, 60_000);

  it('asks again where there is nothing to renew by, and goes on where it was', async () => {
    await signIn('passing');
    await signedIn();
    const before = page.url();
    await page.getByRole('alert').filter({ hasText: 'Your session is over' }).waitFor({ timeout: 20_000 });
    expect(await kept()).not.toContain('access');
    await button('Sign in').click();
    // The issuer knows the visitor still, and what was agreed to.
    await signedIn();
    expect(page.url()).toBe(before);
  }, 60_000);

  it('ends here and at the issuer by signing out', async () => {
    await signIn('ada');
    await signedIn();
    await page.getByText('analyst', { exact: true }).first().click();
    issuer.asked();
    await button('Sign out').click();
    await button('Yes, sign me out').click();
    await button('Sign in').waitFor();
    expect(here()).toBe('/');
    expect(await kept()).not.toMatch(/access|refresh/);
    expect(issuer.asked()).toContain('/token/revocation');
    await button('Sign in').click();
    await page.getByPlaceholder('Enter any login').waitFor();
  }, 60_000);
});

describe('a visitor who is not let in', () => {
  it('is told when the issuer was told no', async () => {
    await page.goto(`${stack.url}${deep}`);
    await button('Sign in').click();
    await page.getByRole('link', { name: /cancel/i }).click();
    await page.getByRole('alert').filter({ hasText: 'you or the sign-in service declined' }).waitFor();
    expect(page.url()).toBe(`${stack.url}${deep}`);
    await button('Try again').click();
    await page.getByPlaceholder('Enter any login').waitFor();
  }, 60_000);

  it('is told of having no role, and may come as somebody else', async () => {
    await signIn('nobody');
    await page.getByRole('alert').filter({ hasText: 'nobody has given you a role' }).waitFor();
    expect(await kept()).not.toContain('access');
    await button('Sign in as somebody else').click();
    await atIssuer('ada');
    await signedIn();
  }, 60_000);

  it('is told when the issuer does not answer, and may try again', async () => {
    await page.goto(`${stack.url}${deep}`);
    issuer.away(true);
    await button('Sign in').click();
    await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
    issuer.away(false);
    await button('Try again').click();
    await page.getByPlaceholder('Enter any login').waitFor();
  }, 60_000);

  it('is told when the way back began elsewhere', async () => {
    await page.goto(`${stack.url}/sign-in?code=stolen&state=ofanother`);
    await page.getByRole('alert').filter({ hasText: 'interrupted' }).waitFor();
    expect(page.url()).toBe(`${stack.url}/`);
    expect(issuer.asked()).not.toContain('/token');
  }, 60_000);
});

it('a token of the local host is none of the issuer', async () => {
  const answer = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token('admin')}`, 'content-type': 'application/json' },
    body: '{"query":"{ departments { id } }"}',
  });
  expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  expect(stack.output()).toContain(`tokens of ${issuer.url}`);
});
