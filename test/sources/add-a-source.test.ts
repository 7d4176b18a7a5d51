import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'polylog-walkthrough-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The fenced blocks of the page: commands to run, and files to write. */
const steps = [
  ...readFileSync(join(root, 'docs/sources/add-a-source.md'), 'utf8').matchAll(/^```(sh|ts) ?(\S*)\n(.*?)^```/gms),
].map(([, language, file = '', text = '']) => ({ language, file, text }));

it('whoever follows the page “Add a source” word for word has an adapter that passes its checks', async () => {
  for (const part of [
    'cli',
    'functions',
    'shared',
    'graphql/docs',
    'docs/sources',
    'package.json',
    'local',
    'test/sources',
  ]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const said: string[] = [];
  for (const { language, file, text } of steps) {
    if (language === 'ts') writeFileSync(join(copy, file), text);
    else for (const line of text.trim().split('\n')) said.push(await run(line));
  }
  expect(said).toHaveLength(3);
  expect(said.at(-1)).toMatch(/✓ follows: a customer asks, the customer mends the question, the customer deletes/);
  expect(said.at(-1)).toMatch(/ {2}\d\d passed, 0 failed\n$/);
});

async function run(line: string): Promise<string> {
  const [npx, command, ...words] = line.split(' ');
  expect([npx, command]).toEqual(['npx', 'polylog']);
  const { stdout } = await promisify(execFile)(process.execPath, ['cli/polylog.mjs', ...words], { cwd: copy });
  return stdout;
}
