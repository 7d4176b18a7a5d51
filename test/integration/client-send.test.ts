import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, test } from 'vitest';
import { createInteractionsClient } from '../../client/create-interactions-client.ts';
import type { CloudEvent } from '../../client/interaction-types.ts';
import { SendError } from '../../client/send-error.ts';
import { exchanges } from '../../functions/ingest/contract/exchanges.ts';
import { sharedStack } from '../stack.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'polylog-clients-'));
afterAll(() => rmSync(folder, { recursive: true }));

const event = (id: number): CloudEvent => ({
  specversion: '1.0',
  id: `sent:${id}`,
  source: 'https://client.acme.example',
  type: 'polylog.post.v1',
  time: new Date(Date.UTC(2026, 9, 1) + id * 1_000).toISOString(),
  data: { channel: 'blog', department: 'marketing', actor: { id: 'acme', kind: 'brand' }, topics: ['ü'.repeat(64)] },
});

describe('the client', () => {
  it('sends more than one request holds to the running host, twice, and each counts once', async () => {
    const { url } = sharedStack();
    const client = createInteractionsClient({ url, key: 'local' });
    const events = Array.from({ length: 2_500 }, (_, id) => event(id));
    const wrong = { ...event(2_500), type: 'polylog.pots.v1' } as unknown as CloudEvent;
    const expected = { accepted: 2_500, rejected: [{ index: 1_200, code: 'UNKNOWN_TYPE', path: 'type' }] };
    expect(await client.send(events.toSpliced(1_200, 0, wrong))).toMatchObject(expected);
    expect(await client.send(events)).toMatchObject({ accepted: 2_500, rejected: [] });
    const state = () =>
      fetch(`${url}/v1/source?source=https://client.acme.example`, { headers: { authorization: 'Bearer local' } }).then(
        (response) => response.json(),
      );
    await expect.poll(state, { timeout: 20_000, interval: 250 }).toMatchObject({ accepted: 2_500, duplicates: 2_500 });
  }, 60_000);

  it('says that its key is wrong, and that nothing was sent', async () => {
    const { url } = sharedStack();
    const failed = createInteractionsClient({ url, key: 'made-up' }).send([event(0)]);
    await expect(failed).rejects.toBeInstanceOf(SendError);
    await expect(failed).rejects.toMatchObject({ code: 'KEY_UNKNOWN', unsent: [0], sent: { accepted: 0 } });
  });
});

describe('the clients of the page', () => {
  const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');
  const block = (language: string) => {
    const text = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
    expect(text).toContain('http://127.0.0.1:4000');
    return text.replaceAll('http://127.0.0.1:4000', sharedStack().url);
  };
  const python = () => {
    try {
      execFileSync('python3', ['-c', 'import requests'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  it('work with curl', async () => {
    const { stdout } = await run('sh', ['-c', block('sh')]);
    expect(JSON.parse(stdout)).toEqual({ accepted: 1, rejected: [] });
  });

  it('work in TypeScript', async () => {
    const client = pathToFileURL(join(root, 'client/create-interactions-client.ts')).href;
    const file = join(folder, 'send.mts');
    writeFileSync(file, block('ts').replace('@polylog/client', client));
    const { stdout } = await run(process.execPath, [file]);
    expect(stdout.trim()).toBe('1 []');
  });

  it.runIf(python())('work in Python', async () => {
    const file = join(folder, 'send.py');
    writeFileSync(file, block('python'));
    const { stdout } = await run('python3', [file]);
    expect(stdout.trim()).toBe('[]');
  });
});

describe('the running host', () => {
  test('answers the examples of the OpenAPI document, as far as it need not fail for them', async () => {
    const { url } = sharedStack();
    const plain = exchanges.filter(
      ({ given, operation, path }) =>
        given === undefined &&
        operation !== 'receiveDelivery' &&
        operation !== 'answerHandshake' &&
        path !== '/v2/interactions',
    );
    const answers = [];
    for (const { method, path, headers, body, summary, status, code } of plain) {
      if (headers?.authorization === 'Bearer key-of-a-source' || status === 405) continue;
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${url}${path}`, {
        method,
        ...(headers && { headers }),
        ...(sent && { body: sent }),
      });
      const answer = (await response.json()) as { error?: { code: string } };
      answers.push({ told: [summary, status, code], got: [summary, response.status, answer.error?.code] });
    }
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.map(({ got }) => got)).toEqual(answers.map(({ told }) => told));
  });

  test('serves its contract', async () => {
    const { url } = sharedStack();
    const committed = (file: string) => readFileSync(join(root, 'docs', file), 'utf8');
    const text = async (path: string) => (await fetch(`${url}${path}`)).text();
    expect(await text('/v1/openapi.json')).toBe(committed('openapi.json'));
    expect(await text('/v1/schemas/bus-detail.v1.json')).toBe(committed('schemas/bus-detail.v1.json'));
    expect(await text('/v1/docs')).toContain('SwaggerUIBundle');
  });
});
