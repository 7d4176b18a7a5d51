import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { askEngineer } from '../connect-source.ts';
import { sharedStack } from '../stack.ts';

const stack = sharedStack();
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');
const place = ['--adapter', 'standard-webhooks', '--channel', 'crm', '--department', 'service'];

/** Runs the command line against the shared stack; `input` goes to its standard input. */
async function polylog(args: string[], input = ''): Promise<string> {
  const asking = args[0] === 'source' ? ['--url', stack.url] : [];
  const child = spawn(process.execPath, [cli, ...args, ...asking], {
    env: { ...process.env, POLYLOG_DATA: stack.dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [out, problems, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${args.join(' ')} exits with ${code}: ${problems}`);
  return out;
}

const connect = async (id: string): Promise<string> =>
  /^webhook: +(\S+)$/m.exec(await polylog(['source', 'connect', id, ...place]))?.[1] ?? '';

/** Sends an enquiry, signed with the secret; gives the status and what the answer says. */
async function deliver(url: string, id: string, secret: string) {
  const data = { actor: { id: 'crm:77', kind: 'customer' }, conversation: id };
  const body = JSON.stringify({ type: 'polylog.enquiry.v1', timestamp: '2026-11-20T10:00:00Z', data });
  const now = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

const sourceOf = async (id: string) =>
  (await askEngineer(stack, 'query Q($id: ID!) { source(id: $id) { accepted paused pausedAt lagSeconds } }', { id }))
    .source as Record<string, unknown>;

const old = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const next = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

test('secrets rotate without a gap: the new one is taken at once, the old one while the overlap lasts', async () => {
  const id = 'https://crm.example/rotated';
  const url = await connect(id);
  expect(await deliver(url, 'first', old)).toMatchObject({ status: 503, body: { error: { code: 'SECRET_MISSING' } } });
  await polylog(['source', 'secret', id], `secret=${old}\n`);
  await sleep(5_100);
  expect(await deliver(url, 'first', old)).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect(await deliver(url, 'second', next)).toMatchObject({
    status: 401,
    body: { error: { code: 'SIGNATURE_WRONG' } },
  });
  await polylog(['source', 'secret', id, '--overlap', 'PT1H'], `secret=${next}\n`);
  await sleep(5_100);
  for (const secret of [next, old]) {
    expect(await deliver(url, `by ${secret === next ? 'next' : 'old'}`, secret)).toMatchObject({ status: 200 });
  }
});

test('secrets are in one file that only its owner may read, and in nothing that anybody can ask for', async () => {
  const file = join(stack.dataDir, 'secrets.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain('whsec_');
  const others = readdirSync(stack.dataDir, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'secrets.json',
  );
  const paths = others.map(({ parentPath, name }) => join(parentPath, name));
  expect(paths.filter((path) => readFileSync(path).includes('crm.example/rotated'))).not.toEqual([]);
  expect(paths.filter((path) => readFileSync(path).includes('whsec_'))).toEqual([]);
});

test('a paused source loses nothing: what comes meanwhile is kept, and counted once when it goes on', async () => {
  const id = 'https://crm.example/paused';
  const url = await connect(id);
  await polylog(['source', 'secret', id], `secret=${old}\n`);
  await polylog(['source', 'pause', id]);
  const key = (await polylog(['source', 'key', id])).trim();
  const bearer = { authorization: `Bearer ${key}` };

  const kept = await deliver(url, 'meanwhile', old);
  expect(kept).toMatchObject({ status: 200, body: { accepted: 0, rejected: [{ code: 'PAUSED' }] } });
  const sent = await fetch(`${stack.url}/v1/interactions`, { method: 'POST', headers: bearer, body: '{}' });
  expect([sent.status, sent.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await sourceOf(id)).toMatchObject({ accepted: 0, paused: true });

  await polylog(['source', 'resume', id]);
  expect(await deliver(url, 'meanwhile', old)).toMatchObject({ status: 200, body: { accepted: 1 } });
  await polylog(['drain']);
  expect(await sourceOf(id)).toMatchObject({ accepted: 1, paused: false, pausedAt: null });
  const told = await fetch(`${stack.url}/v1/source`, { headers: bearer });
  expect([told.status, await told.json()]).toMatchObject([200, { id, accepted: 1, duplicates: 1, paused: false }]);
}, 60_000);
