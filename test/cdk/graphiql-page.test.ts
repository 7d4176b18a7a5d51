import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'polylog-graphiql-'));
const file = join(folder, 'graphiql.html.gz');
execFileSync(process.execPath, [join(import.meta.dirname, '../../graphql/build-graphiql.ts'), file]);
const compressed = readFileSync(file);
rmSync(folder, { recursive: true });
const page = gunzipSync(compressed).toString();

/** Evaluates the options that the page starts GraphiQL with, at an address with this hash. */
const optionsAt = (hash: string) => {
  const call = /renderYogaGraphiQL\(\s*window\.document\.querySelector\('#root'\),\s*(\{.*\}),\s*\);\s*<\/script>/s;
  const replaced: string[] = [];
  const options = runInNewContext(`(${call.exec(page)?.[1]})`, {
    URLSearchParams,
    location: { hash, pathname: '/graphql' },
    history: { replaceState: (_state: unknown, _title: string, address: string) => replaced.push(address) },
  });
  return { options, replaced };
};

it('loads nothing from elsewhere', () => {
  expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*\s(src|href)=["']?(https?:)?\/\//);
  expect(page).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
});

it('fits into the answer of a Lambda', () => {
  expect((compressed.length * 4) / 3).toBeLessThan(6_000_000);
});

it('signs in by the token behind the hash and takes it out of the address', () => {
  const { options, replaced } = optionsAt('#token=a.b.c');
  expect(options).toMatchObject({ endpoint: '/graphql', headers: '{"authorization":"Bearer a.b.c"}' });
  expect(replaced).toEqual(['/graphql']);
});

it('keeps the headers of the last visit when the link brings no token', () => {
  const { options, replaced } = optionsAt('');
  expect(options.headers).toBeUndefined();
  expect(replaced).toEqual([]);
});
