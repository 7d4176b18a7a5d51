import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildDashboard } from '../../cdk/build-dashboard.ts';

interface Chunk {
  file: string;
  /** Keys of the manifest that it loads before it runs. */
  imports?: string[];
}

/** What a visitor's first view may load: 300 kB, as browsers count them. */
const most = 300_000;

it.each(['en', 'de'])('the first view in %s loads at most 300 kB of scripts, compressed', async (language) => {
  const folder = await buildDashboard();
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is no chunk`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  // Behind the door of an issuer: a sign-in link loads less.
  const loaded = ['index.html', 'session/oidc-session.ts', 'views/overview/overview.tsx', `i18n/${language}.ts`];
  loaded.forEach(visit);
  const sizes = [...files].map((file) => gzipSync(readFileSync(join(folder, file))).length);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  expect(size).toBeLessThanOrEqual(most);
  // What nobody has opened yet is not among them.
  expect(files.size).toBeLessThan(Object.keys(manifest).length);
});
