import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeHost, polylog, startPolylog } from './cli-fake-host.ts';
import { cloudEvent } from './ingest-harness.ts';

type Host = Awaited<ReturnType<typeof fakeHost>>;
let folder: string;
let data: string;
let file: string;
let host: Host | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polylog-import-'));
  data = join(folder, 'data');
  mkdirSync(data);
  file = join(folder, 'input.ndjson');
});
afterEach(async () => {
  await host?.close();
  host = undefined;
  rmSync(folder, { recursive: true });
});

const event = (id: number, more: object = {}) => JSON.stringify({ id: String(id), ...more });
const lines = (count: number) => Array.from({ length: count }, (_, index) => event(index));
const ids = ({ taken }: Host) => taken.map(({ id }) => Number(id)).sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const run = (url: string, ...args: string[]) => polylog(data, ['import', '--url', url, ...args]);

test('sends every line once, the last one without a line feed too', async () => {
  host = await fakeHost();
  writeFileSync(file, `\uFEFF${lines(1234).join('\n')}`);
  const { code, stdout } = await run(host.url, file, '--batch', '100', '--key', 'secret');
  expect(stdout).toBe('1234 accepted, 0 duplicates in the file, 0 refused\n');
  expect(code).toBe(0);
  expect(ids(host)).toEqual(upTo(1234));
  expect(host.requests()).toBe(13);
  expect([...host.keys]).toEqual(['Bearer secret']);
  expect(existsSync(`${file}.rejected.ndjson`)).toBe(false);
});

test('knows gzip by its bytes, from standard input and whatever the name', async () => {
  host = await fakeHost();
  const packed = gzipSync(lines(50).join('\r\n'));
  writeFileSync(file, packed);
  expect((await run(host.url, file)).code).toBe(0);
  const { stdout } = await polylog(data, ['import', '--url', host.url, '-'], packed);
  expect(stdout).toBe('50 accepted, 0 duplicates in the file, 0 refused\n');
  expect(host.taken).toHaveLength(100);
});

test('takes plain lines from standard input, and nothing at all', async () => {
  host = await fakeHost();
  const { stdout } = await polylog(data, ['import', '--url', host.url], lines(3).join('\n'));
  expect(stdout).toBe('3 accepted, 0 duplicates in the file, 0 refused\n');
  expect((await polylog(data, ['import', '--url', host.url])).stdout).toBe(
    '0 accepted, 0 duplicates in the file, 0 refused\n',
  );
});

test('a line separator of Unicode inside JSON does not end the line', async () => {
  host = await fakeHost();
  writeFileSync(file, '{"id":"1","text":"a\u2028b\u0085c"}\n');
  expect((await run(host.url, file)).stdout).toBe('1 accepted, 0 duplicates in the file, 0 refused\n');
});

test('reports refused and unreadable lines by their number and keeps them in a file', async () => {
  host = await fakeHost();
  const all = [event(0), '', '{"id": nonsense', event(3, { refuse: 'UNKNOWN_CHANNEL' }), '[1]', event(5)];
  writeFileSync(file, all.join('\n'));
  const { code, stdout, stderr } = await run(host.url, file);
  expect(code).toBe(1);
  expect(stdout).toBe(`2 accepted, 0 duplicates in the file, 3 refused; they are in ${file}.rejected.ndjson\n`);
  expect(stderr).toContain('line 4: UNKNOWN_CHANNEL at data: refused by the test');
  const kept = readFileSync(`${file}.rejected.ndjson`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(kept.map(({ line, code }) => [line, code])).toEqual([
    [3, 'UNREADABLE'],
    [4, 'UNKNOWN_CHANNEL'],
    [5, 'UNREADABLE'],
  ]);
  expect(kept[1].text).toBe(all[3]);
});

test('waits as long as Retry-After says and sends again what was not taken', async () => {
  const at: number[] = [];
  host = await fakeHost((_events, response, request) => {
    at.push(Date.now());
    if (request > 2) return false;
    response.writeHead(request === 1 ? 429 : 503, { 'retry-after': '1' }).end('{}');
    return true;
  });
  writeFileSync(file, lines(10).join('\n'));
  const { code } = await run(host.url, file);
  expect(code).toBe(0);
  expect(ids(host)).toEqual(upTo(10));
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(950);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(950);
});

test('sends again only those that the bus did not take', async () => {
  host = await fakeHost((events, response, request) => {
    if (request > 1) return false;
    const rejected = [2, 4].map((index) => ({ index, code: 'BUS_UNAVAILABLE', path: '', message: 'later' }));
    rejected.push({ index: 3, code: 'INVALID', path: 'time', message: 'no time' });
    host?.taken.push(...events.filter((_, index) => index < 2 || index > 4));
    response.writeHead(202).end(JSON.stringify({ accepted: events.length - 3, rejected }));
    return true;
  });
  writeFileSync(file, lines(8).join('\n'));
  const { stdout, stderr } = await run(host.url, file);
  expect(stdout).toContain('7 accepted, 0 duplicates in the file, 1 refused');
  expect(stderr).toContain('line 4: INVALID at time: no time');
  expect(ids(host)).toEqual([0, 1, 2, 4, 5, 6, 7]);
});

test('halves a batch that is too large until only the too large one is refused', async () => {
  host = await fakeHost((events, response) => {
    const large = events.some(({ id }) => id === '5') || events.length > 4;
    if (large) response.writeHead(413).end();
    return large;
  });
  writeFileSync(file, lines(16).join('\n'));
  const { stdout, stderr } = await run(host.url, file);
  expect(stdout).toContain('15 accepted, 0 duplicates in the file, 1 refused');
  expect(stderr).toContain('line 6: TOO_LARGE');
});

test('an interrupted import goes on where it was, and a finished one begins anew', async () => {
  host = await fakeHost((_events, response, request) => {
    if (request <= 5) return false;
    response.writeHead(401).end();
    return true;
  });
  const all = lines(100);
  all[7] = event(7, { refuse: 'INVALID' });
  writeFileSync(file, all.join('\n'));
  const stopped = await run(host.url, file, '--batch', '10', '--concurrency', '1');
  expect(stopped).toMatchObject({ code: 1, stdout: '' });
  expect(stopped.stderr).toContain('does not accept the key (401)');
  expect(stopped.stderr).toContain(
    'stopped after 50 interactions (49 accepted, 1 refused): the same command goes on there\n',
  );
  const port = Number(new URL(host.url).port);
  await host.close();

  host = await fakeHost(undefined, port);
  const resumed = await run(host.url, file, '--batch', '10');
  expect(resumed.stderr).toContain('going on after 50 interactions (49 accepted, 1 refused), at record 1 or behind;');
  expect(resumed.stdout).toContain('99 accepted, 0 duplicates in the file, 1 refused');
  expect(ids(host)).toEqual(upTo(100).slice(50));
  expect(readFileSync(`${file}.rejected.ndjson`, 'utf8').trim().split('\n')).toHaveLength(1);
  expect(readdirSync(join(data, 'imports'))).toEqual([]);

  await run(host.url, file);
  expect(host.taken).toHaveLength(50 + 99);
});

test('ctrl-C says how far it came, and the same command goes on there', async () => {
  host = await fakeHost((_events, _response, request) => request > 3);
  writeFileSync(file, lines(100).join('\n'));
  const narrow = [file, '--batch', '10', '--concurrency', '1'];
  const command = startPolylog(data, ['import', '--url', host.url, ...narrow]);
  for (let waits = 0; host.requests() < 4 && waits < 200; waits++) await sleep(50);
  command.child.kill('SIGINT');
  const { code, stderr } = await command.ended;
  expect(code).toBe(1);
  expect(stderr).toBe('stopped after 30 interactions (30 accepted, 0 refused): the same command goes on there\n');
  const port = Number(new URL(host.url).port);
  await host.close();
  host = await fakeHost(undefined, port);
  const resumed = await run(host.url, file);
  expect(resumed.stdout).toBe('100 accepted, 0 duplicates in the file, 0 refused\n');
  expect(host.taken).toHaveLength(70);
});

test('ctrl-C of what comes through a pipe says that nothing is gone on with', async () => {
  host = await fakeHost();
  const command = startPolylog(data, ['import', '--url', host.url, '--window', '1']);
  command.child.stdin.write(`${event(1)}\n${event(2)}\n${event(3)}\n`);
  for (let waits = 0; host.requests() < 2 && waits < 200; waits++) await sleep(50);
  command.child.kill('SIGINT');
  const { code, stderr } = await command.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^stopped after .*: the same command begins anew, and what is there already is not counted/);
});

test('with --restart an interrupted import begins with the first line', async () => {
  host = await fakeHost((_events, response, request) => {
    if (request !== 2) return false;
    response.writeHead(403).end();
    return true;
  });
  writeFileSync(file, lines(20).join('\n'));
  expect((await run(host.url, file, '--batch', '10', '--concurrency', '1')).code).toBe(1);
  await run(host.url, file, '--restart');
  expect(host.taken).toHaveLength(30);
});

test('without a data folder, for a host elsewhere, the point to go on from lies beside the file', async () => {
  host = await fakeHost((_events, response, request) => {
    if (request !== 2) return false;
    response.writeHead(403).end();
    return true;
  });
  rmSync(data, { recursive: true });
  writeFileSync(file, lines(20).join('\n'));
  expect((await run(host.url, file, '--batch', '10', '--concurrency', '1')).code).toBe(1);
  expect(readdirSync(folder)).toHaveLength(2);
  expect((await run(host.url, file)).stderr).toContain('going on after 10 interactions');
  expect(readdirSync(folder)).toEqual(['input.ndjson']);
});

test('a changed file is another import', async () => {
  host = await fakeHost((_events, response, request) => {
    if (request !== 2) return false;
    response.writeHead(403).end();
    return true;
  });
  writeFileSync(file, lines(20).join('\n'));
  await run(host.url, file, '--batch', '10', '--concurrency', '1');
  writeFileSync(file, lines(21).join('\n'));
  expect((await run(host.url, file)).stdout).toBe('21 accepted, 0 duplicates in the file, 0 refused\n');
});

test('says at once when no host answers, and when there is no such file', async () => {
  writeFileSync(file, lines(1).join('\n'));
  const lost = await fakeHost();
  await lost.close();
  const unanswered = await run(lost.url, file);
  expect(unanswered).toMatchObject({ code: 1 });
  expect(unanswered.stderr).toContain(`No host answers at ${lost.url}`);
  expect((await run(lost.url, join(folder, 'missing'))).stderr).toContain('ENOENT');
});

test('gives up with exit code 1 when patience has run out', async () => {
  host = await fakeHost((_events, response) => {
    response.writeHead(503, { 'retry-after': '5' }).end();
    return true;
  });
  writeFileSync(file, lines(1).join('\n'));
  const { code, stderr } = await run(host.url, file, '--patience', '1');
  expect(code).toBe(1);
  expect(stderr).toContain('is not taking interactions (status 503)');
});

const calls = new URL('../fixtures/import/calls.csv', import.meta.url).pathname;
const target = [
  '--mapping',
  calls.replace('.csv', '.json'),
  '--source',
  'urn:calls',
  '--channel',
  'phone',
  '--department',
  'x',
];

test('maps a table, and says what was ignored, what was there twice and what the host knew already', async () => {
  host = await fakeHost();
  const rejected = ['--rejected', join(folder, 'rejected')];
  const { stdout, code } = await run(host.url, calls, ...target, ...rejected);
  const rest = '1 duplicates in the file, 1 ignored (a test of the telephone: 1), 2 refused';
  expect(stdout).toBe(`2 accepted, ${rest}; they are in ${join(folder, 'rejected')}\n`);
  expect(code).toBe(1);
  expect(host.taken.map(({ id, source }) => [id, source])).toEqual([
    ['call:12:2', 'urn:calls'],
    ['call:12:1', 'urn:calls'],
  ]);
  const again = await run(host.url, calls, ...target, ...rejected);
  expect(again.stdout).toContain('2 accepted (2 of them were there already), 1 duplicates');
});

test('with --dry-run says what would be sent and needs no host', async () => {
  const { stdout } = await run(
    'http://127.0.0.1:9',
    calls,
    ...target,
    '--dry-run',
    '--rejected',
    join(folder, 'rejected'),
  );
  expect(stdout).toContain('would be: 2 accepted');
});

test('a dry run refuses what the host would, as far as it can be known', async () => {
  const good = (over: Record<string, unknown>) => JSON.stringify(cloudEvent(over));
  const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  writeFileSync(
    file,
    [
      good({}),
      good({ id: '2', time: ahead(9) }),
      good({ id: '3', time: ahead(11) }),
      good({ id: '4', time: '1969-12-31T00:00:00Z' }),
      good({ id: '5', type: 'polylog.edit.v1' }),
      good({ id: '6', type: 'polylog.wave.v1' }),
      good({ id: '7', subject: 'x'.repeat(1_100_000) }),
    ].join('\n'),
  );
  const { stdout, stderr, code } = await run('http://127.0.0.1:9', file, '--dry-run');
  expect(stdout).toContain('would be: 2 accepted, 0 duplicates in the file, 5 refused');
  expect(code).toBe(1);
  const refusals = [...stderr.matchAll(/line (\d): (\w+)/g)].map(([, line, reason]) => `${line} ${reason}`);
  expect(refusals.toSorted()).toEqual([
    '3 CLOCK_AHEAD',
    '4 INVALID',
    '5 TARGET_REQUIRED',
    '6 UNKNOWN_TYPE',
    '7 TOO_LARGE',
  ]);
});

test('what is missing ends with exit code 2, a wrong setting names its field', async () => {
  const log = join(folder, 'room.log');
  writeFileSync(log, '2026-01-01 10:00 <n> w');
  const missing = await run('http://127.0.0.1:9', log);
  expect(missing).toMatchObject({ code: 2, stdout: '' });
  expect(missing.stderr).toContain('error: the format irc needs --source, --channel, --department\n');
  const wrong = (settings: string) => run('http://127.0.0.1:9', log, ...target.slice(2), '--settings', settings);
  const { code, stderr } = await wrong('{"colour":1}');
  expect([code, stderr]).toEqual([1, 'polylog: settings.colour: the adapter has no such setting.\n']);
  expect((await wrong('{"use":"fun"}')).stderr).toMatch(/^polylog: settings\.use: .*\n$/);
});

test('a mapping or settings that are changed make it another import', async () => {
  host = await fakeHost((_events, response, request) => {
    if (request !== 2) return false;
    response.writeHead(403).end();
    return true;
  });
  const settings = (use: string) => ['--format', 'irc', '--settings', `{"use":"${use}"}`, ...target.slice(2)];
  const log = join(folder, 'room.log');
  writeFileSync(
    log,
    lines(20)
      .map((_, index) => `2026-01-01 10:${index + 10} <n> w`)
      .join('\n'),
  );
  const narrow = ['--batch', '10', '--concurrency', '1'];
  expect((await run(host.url, log, ...settings('support'), ...narrow)).code).toBe(1);
  expect((await run(host.url, log, ...settings('internal'))).stderr).not.toContain('going on');
  expect((await run(host.url, log, ...settings('support'))).stderr).toContain('going on after 10 interactions');
});
