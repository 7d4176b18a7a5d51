import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sourceCommand } from '../../cli/commands/source.ts';
import { columns } from '../../cli/source/columns.ts';
import { readSecretValues } from '../../cli/source/read-secret-values.ts';
import { createApi } from '../../graphql/yoga.ts';
import { hookOf } from '../../shared/source-hook.ts';
import { connectionOf } from '../../shared/store/connection.ts';
import { cursorOf } from '../../shared/store/place.ts';
import type { ListedRejection } from '../../shared/store/rejection-item.ts';
import { type Engine, startEngine } from '../engine.ts';
import { noon, type RegistryApi, registryApi } from '../graphql/organisation-harness.ts';

let engine: Engine;
let api: RegistryApi;
let server: Server;
let url: string;
let time = noon;
let waiting: ListedRejection[];

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  time = noon;
  waiting = [];
  const replay = {
    fix: () => Promise.reject(new Error('nothing to replay')),
    dismiss: () => Promise.reject(new Error('not asked for')),
  };
  api = await registryApi(engine, {
    clock: () => time,
    addresses: { door: 'https://in.acme.example' },
    replay,
    listRejections: async ({ source, code, state }) => {
      const found = source === id && code === 'PAUSED' && state === 'OPEN' ? waiting : [];
      const placed = found.map((node) => ({ place: node.place, node }));
      return connectionOf(placed, { count: 1, from: 'start' }, false);
    },
  });
  // As deployed: what the commands send is persisted nowhere.
  const yoga = createApi({ ...api.deps, policy: { persistedOnly: true, anonymousIntrospection: false } });
  server = createServer(async (request, response) => {
    const headers = { ...(request.headers as Record<string, string>) };
    const answer = await yoga.fetch(url + request.url, { method: 'POST', headers, body: await text(request) });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

/** Runs `polylog source …` as an engineer; gives what it prints. */
async function run(args: string[], input?: string, token = 'engineer') {
  const printed = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => (part: string | Uint8Array) => {
    printed[stream] += part;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(to('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(to('err'));
  if (input !== undefined) vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([input]) as never);
  const command = sourceCommand();
  for (const one of command.commands) one.exitOverride();
  await command.parseAsync([...args, '--url', url, '--token', token], { from: 'user' }).finally(() => {
    vi.restoreAllMocks();
  });
  return printed;
}

const id = 'https://acme.example/crm';
const place = ['--channel', 'phone', '--department', 'service'];
const connect = () => run(['connect', id, '--adapter', 'standard-webhooks', ...place, '--name', 'Desk']);

describe('polylog source', () => {
  it('connect prints what is left to do', async () => {
    const { out } = await connect();
    expect(out).toBe(
      `connected: ${id}
webhook:   https://in.acme.example/v1/sources/standard-webhooks/${hookOf(id)}
next:      set secret by polylog source secret ${id}
more:      docs/sources/standard-webhooks.md
`,
    );
    expect(await api.sources.findSource(id)).toMatchObject({ name: 'Desk', channel: 'phone' });
  });

  it('connect takes settings from a file, and says which field is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'polylog-settings-'));
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"colour":1}');
    const settings = ['--settings', `@${file}`];
    await expect(run(['connect', id, '--adapter', 'standard-webhooks', ...place, ...settings])).rejects.toThrow(
      'BAD_REQUEST: settings.colour: the adapter has no such setting.',
    );
    rmSync(folder, { recursive: true });
  });

  it('adapters lists what each is told, in brackets what may be left out', async () => {
    const { out } = await run(['adapters']);
    const rows = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows[0]).toEqual(['ADAPTER', 'SETTINGS', 'SECRETS', 'WEBHOOK', 'EVERY']);
    expect(rows).toContainEqual(['standard-webhooks', '-', 'secret', 'signature', '-']);
    expect(rows).toContainEqual(['csv', 'mapping', '-', 'key', '-']);
    expect(rows.find(([adapter]) => adapter === 'whatsapp')?.[1]).toBe('[automated]');
    const [line = ''] = (await run(['adapters', '--json'])).out.split('\n');
    expect(JSON.parse(line)).toMatchObject({ id: 'activitypub', settings: { type: 'object' }, secrets: [] });
    await expect(run(['connect', id, '--adapter', 'fax', ...place])).rejects.toThrow('; polylog source adapters lists');
  });

  it('update changes what is given, clears what is empty, and leaves the rest', async () => {
    await connect();
    await expect(connect()).rejects.toThrow(/change it by polylog source update\.$/);
    await run(['update', id, '--owner', 'Desk team', '--cadence', 'P1D']);
    const { out } = await run(['update', id, '--cadence', '', '--channel', 'email']);
    expect(out).toBe(`updated: ${id}\n`);
    const source = await api.sources.findSource(id);
    expect(source).toMatchObject({ name: 'Desk', owner: 'Desk team', channel: 'email', settings: '{}' });
    expect(source?.cadence).toBeUndefined();
    await expect(run(['update', id, '--settings', '{"colour":1}'])).rejects.toThrow('settings.colour');
    await expect(run(['update', id, '--from-start'])).rejects.toThrow('restart: it is not asked on a schedule');
    await expect(run(['update', id])).rejects.toMatchObject({ exitCode: 2 });
  });

  it('secret reads values from standard input, and prints none', async () => {
    await connect();
    const one = await run(['secret', id], 'secret=whsec_b25l\n');
    time += 1;
    const two = await run(['secret', id, '--overlap', 'PT1H'], 'secret=whsec_dHdv\n');
    expect([one, two]).toEqual([
      { out: 'set: secret\n', err: '' },
      { out: 'set: secret\nthose before hold until 2026-03-27T13:00:00.001Z\n', err: '' },
    ]);
    expect(api.secretsSet.map(({ values }) => values)).toEqual([{ secret: 'whsec_b25l' }, { secret: 'whsec_dHdv' }]);
  });

  it('secret reads values from the environment, and never from an argument', async () => {
    await connect();
    vi.stubEnv('CRM_SECRET', 'whsec_b25l');
    await run(['secret', id, '--env', 'secret=CRM_SECRET']);
    expect(api.secretsSet.map(({ values }) => values)).toEqual([{ secret: 'whsec_b25l' }]);
    await expect(run(['secret', id, '--env', 'secret=NOT_SET'])).rejects.toThrow('The variable for secret is not set.');
    await expect(run(['secret', id, '--env', 'secret=whsec_+/='])).rejects.toThrow(
      /^error: --env takes the name of the secret, = and the name of a variable$/,
    );
  });

  it('key prints a new key alone, and ends an old one', async () => {
    await connect();
    const { out, err } = await run(['key', id]);
    expect(await api.sources.findSourceByKey(out.trim())).toMatchObject({ id });
    const [, key = ''] = /^key (\w{8}):\n$/.exec(err) ?? [];
    const ended = await run(['key', id, '--end', key, '--at', '2026-04-01T00:00:00Z']);
    expect(ended.out).toBe(`key ${key} ends at 2026-04-01T00:00:00.000Z\n`);
  });

  it('pause and resume change what list shows', async () => {
    await connect();
    await api.sources.registerSource({ id: 'https://x.com/acme', channel: 'x', cadence: 'P1D' });
    expect((await run(['pause', id])).out).toBe(
      `paused: ${id}\nall of Polylog knows it in a minute at most; what comes until then may be taken\n`,
    );
    time += 2 * 86_400_000;
    const { out } = await run(['list']);
    expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 4))).toEqual([
      ['SOURCE', 'ADAPTER', 'CHANNEL', 'STATE'],
      [id, 'standard-webhooks', 'phone', 'paused'],
      ['https://x.com/acme', '-', 'x', 'silent'],
      [''],
    ]);
    expect((await run(['resume', id])).out).toBe(`resumed: ${id}\n`);
    expect(process.exitCode).toBeUndefined();
    const lines = (await run(['list', '--json'])).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).paused)).toEqual([false, false]);
  });

  it('resume says when not all that came meanwhile is replayed', async () => {
    await connect();
    await run(['pause', id]);
    const place = { sort: '2026-03-27T12:00:00.000Z#a', tie: '0' };
    waiting = [{ code: 'PAUSED', source: id, place, cursor: cursorOf(place) } as ListedRejection];
    const before = process.exitCode;
    expect((await run(['resume', id])).out).toMatch(/^resumed: .*\nNot all .* resume it again/);
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
  });

  it('show tells everything but secrets, and says so when there is no such source', async () => {
    await connect();
    await run(['secret', id], 'secret=whsec_b25l');
    const shown = (await run(['show', id])).out;
    expect(JSON.parse(shown)).toMatchObject({ id, name: 'Desk', secrets: [{ name: 'secret', set: true }], keys: [] });
    expect(shown).not.toContain('whsec_');
    await expect(run(['show', 'urn:nobody'])).rejects.toThrow('There is no source urn:nobody');
  });

  it('is refused to those who are no engineers', async () => {
    await expect(run(['pause', id], undefined, 'analyst')).rejects.toThrow(/^FORBIDDEN: .*engineer, admin/);
    await expect(run(['pause', id], undefined, 'viewer')).rejects.toThrow(/^PERSISTED_QUERY_ONLY: .*engineer, admin/);
  });
});

describe('secret values', () => {
  it('are read a line each; what stands behind the first = is the value', () => {
    expect(readSecretValues('a=b=c\r\n\n  key=-----BEGIN\\nEND\n')).toEqual([
      { name: 'a', value: 'b=c' },
      { name: 'key', value: '-----BEGIN\nEND' },
    ]);
  });

  it.each(['', 'whsec_secret', 'a=1\nwhsec_secret', 'secret='])('that are none (%j) are refused unquoted', (given) => {
    let message = '';
    try {
      readSecretValues(given);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/standard input/i);
    expect(message).not.toContain('whsec_');
  });
});

it('columns are as wide as their widest cell', () => {
  expect(
    columns([
      ['A', 'LONG', 'C'],
      ['aaa', 'b', ''],
    ]),
  ).toBe('A    LONG  C\naaa  b\n');
});
