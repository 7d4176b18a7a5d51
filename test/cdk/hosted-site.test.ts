import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPolylog } from '../../cdk/add-polylog.ts';
import { configOf } from '../../cdk/config.ts';
import settings from '../../cdk.json' with { type: 'json' };
import { readSite } from '../../local/read-site.ts';
import { createSite } from '../../local/site.ts';
import { readTemplate } from '../../local/template.ts';

const scratch = mkdtempSync(join(tmpdir(), 'polylog-site-'));
const standIn = join(import.meta.dirname, '../fixtures/page');
const script = readFileSync(join(standIn, 'assets/main-Ab3dE5_7.js'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(scratch, { recursive: true });
});

const issuer = 'https://login.example/tenant/v2.0';
const parameters = {
  LocalKey: 'local',
  OidcIssuer: issuer,
  OidcAudience: 'api://"polylog"',
  OidcJwksUri: 'https://login.example/keys',
  OidcClientId: 'dashboard',
  OidcOrigins: 'https://tokens.example',
};

/** The page of the template that the stage `local` deploys, behind a server of its own. */
async function serve(name: string, replaced: Record<string, unknown> = {}): Promise<string> {
  const page = join(scratch, `${name}-page`);
  cpSync(standIn, page, { recursive: true });
  writeFileSync(join(page, 'ä b.txt'), 'A name that addresses have to encode.');
  const outdir = join(scratch, name);
  const app = new App({ context: settings.context, outdir, builtinCloudFormationValidation: false });
  addPolylog(app, configOf('local', replaced), { page, codeOf: () => Code.fromInline('export {};') });
  app.synth();
  const account = { region: 'eu-central-1', account: '000000000000', parameters };
  const places = { sqsEndpoint: 'http://127.0.0.1:1', apiEndpoint: 'http://127.0.0.1:2' };
  const { site } = readSite(readTemplate(outdir, { ...account, ...places }));
  if (!site) throw new Error('The template has no page.');
  const answer = createSite(site);
  const server = createServer((asked, response) => {
    const path = (asked.url ?? '/').split('?', 1)[0] ?? '/';
    if (!answer(asked, response, path)) response.writeHead(418).end();
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

/** As it goes over the wire: `fetch` would unpack the body and tidy the path. */
function ask(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((done, failed) => {
    request({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .once('error', failed)
      .end();
  });
}

let url: string;
beforeAll(async () => {
  url = await serve('link');
});

describe('the page, locally', () => {
  it.each(['/', '/index.html', '/departments/service', '/sign-in'])('is at %s', async (path) => {
    const { status, headers, body } = await ask(url, `${path}?period=LAST_MONTH`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(body.toString()).toBe(readFileSync(join(standIn, 'index.html'), 'utf8'));
  });

  it('is told that a link signs in', async () => {
    const { headers, body } = await ask(url, '/config.json');
    expect(JSON.parse(body.toString())).toEqual({ api: '/graphql', live: '/live', auth: { kind: 'link' } });
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('has files that are good for a year', async () => {
    const { status, headers, body } = await ask(url, '/assets/main-Ab3dE5_7.js');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(script.length),
    });
    expect(body).toEqual(script);
  });

  it('has names with any letters', async () => {
    expect((await ask(url, '/%C3%A4%20b.txt')).status).toBe(200);
  });

  it.each([
    '/absent.js',
    '/assets/absent-1234.js',
    '/assets/absent',
    '/assets/',
    '/.env',
    '/%00.js',
    '/%.js',
    '/..%2f..%2fpackage.json',
    '/a/../../cdk.json',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask(url, path);
    expect([status, body.toString()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it.each(['/graphql', '/v1/nothing', '/health', '/live'])('leaves %s to the API', async (path) => {
    expect((await ask(url, path)).status).toBe(418);
  });

  it('is there to be read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(url, '/', {}, method)).status).toBe(418);
    const head = await ask(url, '/', {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('what is sent', () => {
  const path = '/assets/main-Ab3dE5_7.js';
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
    ['deflate, gzip', 'gzip', gunzipSync],
  ])('to who accepts %s is %s', async (accepted, encoding, unpack) => {
    for (const _again of [1, 2]) {
      const { headers, body } = await ask(url, path, { 'accept-encoding': accepted });
      expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
      expect(headers['content-length']).toBe(String(body.length));
      expect(body.length).toBeLessThan(script.length);
      expect(unpack(body)).toEqual(script);
    }
  });

  it('is plain where packing saves nothing or is not understood', async () => {
    expect((await ask(url, path, { 'accept-encoding': 'zstd' })).headers).not.toHaveProperty('content-encoding');
    expect((await ask(url, '/mark.svg', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
  });

  it('is not sent again to who has it, packed or not', async () => {
    for (const encoding of ['identity', 'br']) {
      const first = await ask(url, path, { 'accept-encoding': encoding });
      const etag = String(first.headers.etag);
      expect(etag).toMatch(encoding === 'br' ? /^W\/"/ : /^"/);
      const again = await ask(url, path, { 'accept-encoding': encoding, 'if-none-match': `"other", ${etag}` });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
      expect(again.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
    expect((await ask(url, path, { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('the headers', () => {
  it('are those of the policy of the template, on everything', async () => {
    for (const path of ['/', '/config.json', '/assets/main-Ab3dE5_7.js', '/absent.js']) {
      expect((await ask(url, path)).headers, path).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self';.*connect-src 'self';/,
        ),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
    }
  });

  it('say nothing to other origins', async () => {
    const { headers } = await ask(url, '/', { origin: 'http://localhost:5173' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

it('with an issuer the page is told of it, and may talk to it', async () => {
  const other = await serve('oidc', { signIn: 'oidc', roleClaim: 'groups' });
  const { body } = await ask(other, '/config.json');
  expect(JSON.parse(body.toString()).auth).toEqual({
    kind: 'oidc',
    issuer,
    clientId: 'dashboard',
    scope: 'openid',
    audience: 'api://"polylog"',
    roleClaim: 'groups',
  });
  expect((await ask(other, '/')).headers['content-security-policy']).toContain(
    "connect-src 'self' https://login.example https://tokens.example;",
  );
});
