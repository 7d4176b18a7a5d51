import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sharedStack } from '../stack.ts';

const { url, host, token } = sharedStack();
const client = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** A blog that its server plays: its entries, and what it was asked. */
const blog = { entries: 0, status: 200, delay: 0, asked: 0 };
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer(async (_request, response) => {
    blog.asked += 1;
    await sleep(blog.delay);
    response
      .writeHead(blog.status, { 'content-type': 'application/atom+xml', 'cache-control': 'no-store' })
      .end(feed());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
});
afterAll(() => server.close());

function feed(): string {
  const entries = Array.from({ length: blog.entries }, (_, index) => {
    const at = new Date(Date.UTC(2026, 10, 20, 8, 0, index)).toISOString();
    return `<entry><id>urn:entry:${index}</id><title>Entry ${index}</title><published>${at}</published><updated>${at}</updated></entry>`;
  });
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>${entries.reverse().join('')}</feed>`;
}

async function ask<Answer>(query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token('engineer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

async function connect(id: string): Promise<void> {
  const input = {
    id,
    adapter: 'feed',
    channel: 'blog',
    department: 'marketing',
    settings: JSON.stringify({ url: address }),
  };
  await ask('mutation ($input: ConnectSourceInput!) { connectSource(input: $input) { id } }', { input });
}

interface Found {
  accepted: number;
  rejected: number;
  lastRunAt: string | null;
  lastRunError: string | null;
}
async function sourceOf(id: string): Promise<Found> {
  const fields = 'accepted rejected lastRunAt lastRunError';
  return (await ask<{ source: Found }>(`query ($id: ID!) { source(id: $id) { ${fields} } }`, { id })).source;
}

async function poll(): Promise<{ asked: number; failed: number } | undefined> {
  const { endpoints, functions } = host();
  const lambda = new LambdaClient({ ...client, endpoint: endpoints.lambda, maxAttempts: 1 });
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName: functions.poll }));
  return FunctionError === undefined ? JSON.parse(Buffer.from(Payload ?? []).toString()) : undefined;
}

/** As if the time of its interval had passed. */
async function makeDue(id: string): Promise<void> {
  const { endpoints, tables } = host();
  const dynamo = new DynamoDBClient({ ...client, endpoint: endpoints.dynamodb });
  const forget = (pk: string, field: string) => {
    const Key = { pk: { S: pk }, sk: { S: id } };
    return dynamo.send(new UpdateItemCommand({ TableName: tables.registry, Key, UpdateExpression: `REMOVE ${field}` }));
  };
  await Promise.all([forget('SOURCE', 'lastRunAt'), forget('CURSOR', 'begunAt')]);
}

/** Kills the process of the poll as it is now: it is started anew under another number. */
async function killPoll(): Promise<void> {
  const status = (await (await fetch(host().endpoints.status)).json()) as {
    pids: { workers: Record<string, number[]> };
  };
  const workers = Object.entries(status.pids.workers).filter(([name]) => name.includes('Poll'));
  for (const pid of workers.flatMap(([, pids]) => pids)) process.kill(pid, 'SIGKILL');
}

const counted = (id: string, expected: number) =>
  vi.waitFor(async () => expect((await sourceOf(id)).accepted).toBe(expected), { timeout: 15_000, interval: 200 });

describe('a source that is asked on a schedule', () => {
  it('is asked, counted, not asked again before its time, and says when its provider fails', async () => {
    const id = 'urn:poll:asked';
    Object.assign(blog, { entries: 3, status: 200, delay: 0 });
    await connect(id);
    await vi.waitFor(async () => {
      await poll();
      expect((await sourceOf(id)).lastRunAt).not.toBeNull();
    }, 15_000);
    await counted(id, 3);
    const before = blog.asked;
    await poll();
    expect(blog.asked).toBe(before);
    blog.status = 503;
    await makeDue(id);
    await poll();
    expect(await sourceOf(id)).toMatchObject({ accepted: 3, rejected: 0, lastRunError: 'HTTP_503' });
    Object.assign(blog, { entries: 5, status: 200 });
    await makeDue(id);
    await poll();
    await counted(id, 5);
    expect((await sourceOf(id)).lastRunError).toBeNull();
  });

  it('loses nothing and counts nothing twice when it is killed at any moment', async () => {
    const id = 'urn:poll:killed';
    Object.assign(blog, { entries: 0, status: 200, delay: 20 });
    await connect(id);
    let killed = 0;
    for (let round = 0; round < 6; round += 1) {
      blog.entries += 40;
      const before = blog.asked;
      await makeDue(id);
      const run = poll();
      await vi.waitFor(() => expect(blog.asked).toBeGreaterThan(before), { timeout: 10_000, interval: 2 });
      await sleep(10 + round * 15);
      await killPoll();
      if ((await run) === undefined) killed += 1;
    }
    expect(killed).toBeGreaterThan(0);
    // Whatever the kills left undone is done by the next whole run.
    await vi.waitFor(async () => {
      await makeDue(id);
      expect(await poll()).toMatchObject({ failed: 0 });
    }, 15_000);
    await counted(id, 240);
    expect(await sourceOf(id)).toMatchObject({ accepted: 240, rejected: 0, lastRunError: null });
  }, 60_000);
});
