import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { contractRoutes } from '../../../functions/ingest/contract/contract-routes.ts';
import { openApiSchemas } from '../../../functions/ingest/contract/json-schemas.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'polylog-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));
execFileSync(process.execPath, [join(root, 'functions/ingest/contract/build-reference.ts'), folder]);
const routes = contractRoutes((name) => readFile(join(folder, name)));

describe('what is served for outsiders', () => {
  it('is the OpenAPI document', async () => {
    const response = await routes.request('/v1/openapi.json');
    expect(response.headers.get('content-type')).toBe('application/json');
    const document = (await response.json()) as { components: { schemas: object } };
    expect(Object.keys(document.components.schemas)).toEqual(Object.keys(openApiSchemas()));
  });

  it('are the JSON Schemas, by name and version', async () => {
    const response = await routes.request('/v1/schemas/cloudevent.v1.json');
    expect(response.headers.get('content-type')).toBe('application/schema+json');
    expect(await response.text()).toBe(readFileSync(join(root, 'docs/schemas/cloudevent.v1.json'), 'utf8'));
  });

  it.each(['cloudevent.v9.json', 'openapi.json', '..%2Findex.mjs', 'index.mjs'])('is not the file %s', async (name) => {
    expect((await routes.request(`/v1/schemas/${name}`)).status).toBe(404);
  });

  it('is nothing where the bundle brings nothing', async () => {
    const bare = contractRoutes(() => Promise.reject(new Error('ENOENT')));
    for (const path of ['/v1/docs', '/v1/openapi.json', '/v1/schemas/cloudevent.v1.json']) {
      expect((await bare.request(path)).status).toBe(404);
    }
  });
});

describe('the reference page', () => {
  const compressed = readFileSync(join(folder, 'reference.html.gz'));
  const page = gunzipSync(compressed).toString();

  it('is served with a policy that lets it talk to its own host alone', async () => {
    const { headers } = await routes.request('/v1/docs');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*connect-src 'self'.*frame-ancestors 'none'/,
    );
  });

  it('runs the scripts that it was built with, and no other', () => {
    const [, policy = ''] = /content-security-policy" content="([^"]+)"/.exec(page) ?? [];
    expect(policy).toMatch(/script-src 'sha256-[^']+' 'sha256-[^']+';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('loads nothing from elsewhere', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*\s(src|href)=["']?(https?:)?\/\//);
    expect(page).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
  });

  it('fits into the answer of a Lambda', () => {
    expect((compressed.length * 4) / 3).toBeLessThan(1_000_000);
  });
});
