import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { signedRequest } from '../../cli/source/conformance/signed-request.ts';
import { loadSource } from '../../cli/source/repository.ts';
import { canarySource } from '../../shared/canary.ts';
import { traceOf } from '../../shared/trace.ts';
import { askEngineer, connectSource } from '../connect-source.ts';
import { sharedStack } from '../stack.ts';

const stack = sharedStack();
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');
const env = { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port };
const polylog = (...args: string[]) => promisify(execFile)(process.execPath, [cli, ...args], { env });

const source = 'https://operations.example/acme';
const person = 'jane.doe@operations.example';
const words = 'my parcel of tulips never came';

const event = (id: string, data = {}) => ({
  specversion: '1.0',
  id,
  source,
  type: 'polylog.enquiry.v1',
  time: '2026-11-20T09:30:00Z',
  data: { channel: 'email', department: 'service', actor: { id: person, kind: 'customer' }, text: words, ...data },
});

const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${stack.url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json', ...headers },
    body: JSON.stringify(body),
  });

async function askAdmin(query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token('admin')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The lines of a function's log that are JSON, by the start of its name. */
function linesOf(name: string): Record<string, unknown>[] {
  const logs = join(stack.dataDir, 'logs');
  return readdirSync(logs)
    .filter((file) => file.startsWith(name))
    .flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

async function eventually<T>(look: () => Promise<T | undefined> | T | undefined, ms = 15_000): Promise<T> {
  for (const until = Date.now() + ms; ; await sleep(100)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error('It was waited in vain.');
  }
}

const traceIn = (id: string, from = source) =>
  eventually(async () => {
    const { interaction } = await askAdmin(
      `{ interaction(source: ${JSON.stringify(from)}, id: ${JSON.stringify(id)}) { trace } }`,
    );
    return (interaction as { trace: string | null } | null)?.trace ?? undefined;
  });

describe('a trace', () => {
  it('joins what a sender is told, what is logged at the door and by the fold, and what lies in the ledger', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await send(event('traced:1'), { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    expect(answer.status).toBe(202);
    expect(traceOf(answer.headers)).toBe(trace);
    expect(await traceIn('traced:1')).toBe(trace);
    expect(linesOf('Ingest').filter((line) => line.trace === trace)).toMatchObject([{ message: 'Taken', accepted: 1 }]);
    await eventually(() => linesOf('Aggregate').find(({ traces }) => Array.isArray(traces) && traces.includes(trace)));
  });

  it('is made where nobody began one, and comes with a webhook, too', async () => {
    const told = traceOf((await send(event('traced:2'))).headers);
    expect(await traceIn('traced:2')).toBe(told);
    const { adapter, fixture } = await loadSource('standard-webhooks');
    const { channel, department, settings, secrets, deliveries = [] } = fixture;
    const url = await connectSource(stack, {
      id: 'https://operations.example/hook',
      adapter: adapter.id,
      channel,
      department,
      ...(settings !== undefined && { settings }),
      ...(secrets && { secrets }),
    });
    const [delivery] = deliveries;
    if (!delivery) throw new Error('The fixture has no delivery.');
    const { headers, body } = await signedRequest(adapter, fixture, delivery, { at: Date.now() });
    const answer = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    const trace = traceOf(answer.headers);
    expect([answer.status, trace]).toEqual([200, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(linesOf('Ingest').filter((line) => line.trace === trace)).toMatchObject([{ message: 'Taken' }]);
    await eventually(() => linesOf('Aggregate').find(({ traces }) => (traces as string[])?.includes(trace ?? '')));
  });

  it('is not told to those who may see no interactions', async () => {
    const query = `{ interaction(source: "${source}", id: "traced:1") { trace } }`;
    await expect(askEngineer(stack, query)).rejects.toThrow('FORBIDDEN');
  });
});

describe('the canary', () => {
  const numbers = () =>
    askAdmin(`{
      report(input: {
        metrics: [INTERACTIONS, VIEWS], range: { from: "1972-01-08", to: "1972-01-31" }, granularity: TOTAL
      }) { totals { value } }
      sources { id accepted }
      interactions(filter: { range: { from: "1972-01-01", to: "1972-01-31" } }) { edges { node { id } } }
    }`);

  it('arrives and goes again, and no number moves', async () => {
    const before = await numbers();
    const { stdout } = await polylog('canary', '--url', stack.url);
    expect(stdout).toMatch(/^counted after \d+\.\d s, gone after \d+\.\d s\n$/);
    const after = await numbers();
    expect(after.report).toEqual(before.report);
    expect(after.interactions).toEqual({ edges: [] });
    expect(JSON.stringify(after.sources)).not.toContain(canarySource);
    expect(await askAdmin(`{ source(id: "${canarySource}") { accepted } }`)).toEqual({ source: { accepted: 0 } });
  });

  it('is found missing when the door does not take it', async () => {
    await expect(polylog('canary', '--url', stack.url, '--key', 'made-up')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The door answered 403.'),
    });
  });
});

describe('health on the running stack', () => {
  it('is told by polylog health, as text and as JSON', async () => {
    // Suites beside this one leave silent sources behind: either verdict is right.
    const told = (...args: string[]) =>
      polylog('health', '--url', stack.url, ...args).catch((failed: { code: number; stdout: string }) => failed);
    const { stdout: json } = await told('--json');
    const health = JSON.parse(json);
    expect(health.deadLetters.map(({ name }: { name: string }) => name)).toEqual([
      'undelivered',
      'unfolded',
      'unstarted',
    ]);
    for (const { waiting } of [health.queue, ...health.deadLetters]) expect(waiting).toEqual(expect.any(Number));
    expect(health.runs.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['alerts', 'poll', 'watch']),
    );
    expect(health.release).toMatch(/^\d+\.\d+\.\d+/);
    const text = await told();
    expect(text.stdout).toContain('QUEUE');
    expect('code' in text ? text.code : 0).toBe(text.stdout.startsWith('ok') ? 0 : 1);
  });
});

describe('the logs of the run', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n## Logs\n([\s\S]*?)\n## /.exec(page) ?? [];
  const known = new Set(
    [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    ),
  );

  it('have the fields that the page lists and no others, at a level, of a service', async () => {
    await send(event('logged:1', { department: 'nowhere' }));
    const lines = linesOf('');
    expect(lines.length).toBeGreaterThan(5);
    const unknown = lines.flatMap((line) =>
      Object.keys(line).filter((field) => !known.has(field) && !/^[A-Z]/.test(field)),
    );
    expect([...new Set(unknown)]).toEqual([]);
    for (const line of lines.filter((one) => !('_aws' in one) || 'message' in one)) {
      expect(['INFO', 'WARN', 'ERROR']).toContain(line.level);
      expect(line.service).toMatch(/^[a-z]+$/);
    }
  });

  it('name nobody and quote nothing: no person, text, key or token', () => {
    const logs = join(stack.dataDir, 'logs');
    const all = readdirSync(logs)
      .map((file) => readFileSync(join(logs, file), 'utf8'))
      .join('\n');
    for (const secret of [person, words, 'tulips', 'Bearer ', 'eyJ', 'whsec_']) expect(all).not.toContain(secret);
    expect(all).not.toMatch(/"p_[A-Za-z0-9_-]{22}"/);
  });
});
