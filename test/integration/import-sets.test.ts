import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const data = join(root, '../shared/data');

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

describe.skipIf(!existsSync(data))('import of real sets as they were published, into an empty store', () => {
  let stack: Stack;
  let folder: string;
  const polylog = (...args: string[]): Promise<Ended> =>
    run(process.execPath, [join(root, 'cli/polylog.mjs'), ...args], {
      env: { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port },
    }).then(
      (ended) => ({ code: 0, ...ended }),
      (failed: Ended) => failed,
    );
  const importSet = (set: string, source: string, channel: string, ...more: string[]) => {
    const rejected = join(folder, 'rejected.ndjson');
    const target = ['--source', source, '--channel', channel, '--department', 'product', '--rejected', rejected];
    return polylog('import', join(data, set), ...target, ...more);
  };
  const counts = (accepted: number) => `${accepted} accepted, 0 duplicates in the file`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'polylog-sets-'));
    stack = await startStack();
  }, 100_000);
  afterAll(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a meta site: posts, edits, comments and votes; 27 votes whose post is gone are left out', async () => {
    const source = 'https://conlang.meta.stackexchange.com';
    const settings = JSON.stringify({ answersBy: 'everyone', ideaTags: ['scope', 'on-topic', 'tags', 'challenge'] });
    const { stdout, code } = await importSet('stackexchange-meta', source, 'stackexchange', '--settings', settings);
    expect(stdout).toContain(counts(1551));
    expect(stdout).toContain('a vote whose post is gone: 27');
    expect(code).toBe(0);
    const again = await importSet('stackexchange-meta', source, 'stackexchange', '--settings', settings);
    expect(again.stdout).toContain('1551 accepted (1551 of them were there already)');
  }, 120_000);

  it('real e-mail: wrong clocks are refused with the reason', async () => {
    const mapping = join(root, 'sample/mappings/email-corpus.json');
    // Those that the sample has are counted there.
    const more = ['--mapping', mapping, '--dry-run'];
    const { stdout, code } = await importSet('email/emails.jsonl.gz', 'urn:corpus:mail', 'email', ...more);
    expect(stdout).toContain(`would be: ${counts(5507)}`);
    expect(code).toBe(1);
    const reasons = new Map<string, number>();
    for (const line of readFileSync(join(folder, 'rejected.ndjson'), 'utf8').trim().split('\n')) {
      const { code, path, message } = JSON.parse(line);
      const reason = `${code} at ${path}: ${message}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    expect(Object.fromEntries(reasons)).toEqual({
      'INVALID at time: The year is between 1972 and 2200.': 62,
      'CLOCK_AHEAD at time: The time is more than 300 seconds after received_utc: the clock was wrong.': 471,
      'CHANGED_SHAPE at time: The record has no time.': 2,
      'CHANGED_SHAPE at id: The record has no value for this field, as the mapping takes it.': 1,
      'CHANGED_SHAPE at data.actor.id: The record has no value for this field, as the mapping takes it.': 3,
    });
  }, 120_000);

  it('support channels with reply links', async () => {
    const settings = JSON.stringify({ teamAnswers: 3, bots: 'bot$|bugs$|^gerrit-wm|^eval' });
    const { stdout, code } = await importSet('irc-support', 'urn:corpus:irc', 'irc', '--settings', settings);
    expect(stdout).toContain(counts(1826));
    expect(stdout).toContain('no link names it: 8974');
    expect(code).toBe(0);
  }, 120_000);

  it('leaves cells that are the fold of the ledger', async () => {
    expect((await polylog('drain', '--timeout', '100')).code).toBe(0);
    const { stdout, code } = await polylog('verify');
    expect(stdout).toContain(' 0 differences');
    expect(code).toBe(0);
  }, 150_000);
});
