import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBacklog } from '../../cli/backlog.ts';
import { localClient } from '../../cli/host-file.ts';
import { inventoryOf } from '../../cli/redrive/inventory.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { type ChaosEngine, startChaosEngine } from '../chaos/chaos-engines.ts';
import { type FaultProxy, startFaultProxy } from '../chaos/fault-proxy.ts';
import { atNext } from '../chaos/kinds/kind.ts';
import { startEngine } from '../engine.ts';
import { context, fold } from '../graphql/harness.ts';
import { interaction } from '../interactions.ts';
import { polylog, startPolylog } from './cli-fake-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'polylog-redrive-'));
const region = 'eu-central-1';
let queues: ChaosEngine;
let proxy: FaultProxy;
let sqs: SQSClient;
beforeAll(async () => {
  queues = await startChaosEngine('queues', folder);
  proxy = await startFaultProxy(() => queues.endpoint);
  sqs = new SQSClient(localClient(queues.endpoint, region));
});
afterAll(async () => {
  sqs.destroy();
  await proxy.stop();
  await queues.stop();
  rmSync(folder, { recursive: true });
});

let named = 0;
const urls = { fold: '', unfolded: '', undelivered: '' };
beforeEach(async () => {
  named++;
  for (const name of ['fold', 'unfolded', 'undelivered'] as const) {
    const made = `Stack-Fold${name[0]?.toUpperCase()}${name.slice(1)}${named}`;
    await sqs.send(new CreateQueueCommand({ QueueName: made }));
    urls[name] = `${queues.endpoint}/000000000000/${made}`;
  }
  // As a running host would write it, through the proxy.
  const through = (url: string) => proxy.url + new URL(url).pathname;
  const host = {
    region,
    endpoints: { dynamodb: 'http://127.0.0.1:9', sqs: proxy.url, eventbridge: 'http://127.0.0.1:9' },
    archive: { arn: 'arn', bus: 'polylog' },
    tables: { ledger: 'ledger', cells: 'cells', registry: 'registry' },
    queueUrl: through(urls.fold),
    deadLetterUrls: [through(urls.unfolded), through(urls.undelivered)],
  };
  writeFileSync(join(folder, 'host.json'), JSON.stringify(host));
});

const envelope = (...ids: string[]) => {
  const interactions = ids.map((id) => interaction({ id, actor: { id: 'p_secret_person', kind: 'customer' } }));
  const { source = '', department = '' } = interactions[0] ?? {};
  return JSON.stringify({ detail: { version: 1, source, department, interactions } });
};
const put = (QueueUrl: string, MessageBody: string, code?: string) => {
  const MessageAttributes = code && { ERROR_CODE: { DataType: 'String', StringValue: code } };
  return sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...(MessageAttributes && { MessageAttributes }) }));
};
async function bodiesIn(QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (!Messages?.length) return bodies;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
}
const waitingIn = async (url: string) => (await readBacklog(sqs, url, [])).waiting;
const redrive = (...args: string[]) => polylog(folder, ['redrive', ...args]);

describe('polylog redrive', () => {
  it('says by reason what is there, nothing of what it says, and leaves it there in a dry run', async () => {
    await put(urls.unfolded, envelope('a', 'b'));
    await put(urls.unfolded, envelope('c'));
    await put(urls.unfolded, 'p_secret_person wrote no JSON');
    await put(urls.undelivered, envelope('d'), 'NO_PERMISSIONS');
    const { code, stdout } = await redrive('--dry-run');
    expect(code).toBe(0);
    expect(stdout.replace(/\d{4}-\S+Z/g, 'TIME')).toBe(`unfolded: 3 messages
  2 to be folded (3 interactions, the oldest of TIME)
  1 no JSON: will become a rejection (0 interactions, the oldest of TIME)
undelivered: 1 messages
  1 NO_PERMISSIONS, to be folded (1 interactions, the oldest of TIME)
`);
    expect([await waitingIn(urls.unfolded), await waitingIn(urls.undelivered), await waitingIn(urls.fold)]).toEqual([
      3, 1, 0,
    ]);
  });

  it('moves everything, each message as it was, or only one queue, or only so many', async () => {
    const bodies = Array.from({ length: 25 }, (_, at) => envelope(`m${at}`));
    for (const body of bodies) await put(urls.unfolded, body);
    await put(urls.undelivered, envelope('other'));
    expect((await redrive('--queue', 'unfolded', '--limit', '7')).stdout).toContain('unfolded: moved 7 messages\n');
    expect(await waitingIn(urls.unfolded)).toBe(18);
    const { code, stdout } = await redrive();
    expect([code, stdout]).toEqual([0, expect.stringContaining('moved 18 messages\n')]);
    expect((await bodiesIn(urls.fold)).sort()).toEqual([...bodies, envelope('other')].sort());
    expect([await waitingIn(urls.unfolded), await waitingIn(urls.undelivered)]).toEqual([0, 0]);
    expect((await redrive()).stdout).toBe('unfolded: nothing\nundelivered: nothing\n');
  });

  it('loses nothing and counts nothing twice when it is killed between sending and deleting, and run again', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => [`${at}a`, `${at}b`] as const);
    for (const pair of ids) await put(urls.unfolded, envelope(...pair));
    const { child, ended } = startPolylog(folder, ['redrive']);
    await atNext(
      proxy,
      ['DeleteMessageBatch'],
      async () => {
        child.kill('SIGKILL');
        return 'cut';
      },
      1,
    );
    await ended;
    // Ten went and were deleted, ten went and were not.
    expect(await waitingIn(urls.fold)).toBe(20);
    expect((await redrive('--dry-run')).stdout).toContain("10 messages are in somebody's hand");
    // Two minutes later, or when the engine starts anew, they show again.
    await queues.kill();
    expect((await redrive()).stdout).toContain('unfolded: moved 30 messages');
    const bodies = await bodiesIn(urls.fold);
    expect(bodies).toHaveLength(50);

    const engine = await startEngine();
    try {
      const names = await engine.createTables();
      const all = bodies.flatMap((body) => JSON.parse(body).detail.interactions);
      expect(await fold(engine, names, all)).toMatchObject({ outcomes: { recorded: 80, duplicate: 20 } });
      const deps = { client: engine.client, ledgerTable: names.ledger, cellsTable: names.cells, context };
      expect(await verifyCells(deps)).toMatchObject({ facts: 80, differences: [], conversationDifferences: [] });
    } finally {
      engine.stop();
    }
  });

  it('leaves a message where it is when the queue does not take it, and exits with 1', async () => {
    await put(urls.unfolded, envelope('a'));
    proxy.meddle(({ operation }) => {
      const Failed = [{ Id: '0', SenderFault: true, Code: 'InvalidMessageContents' }];
      return operation === 'SendMessageBatch'
        ? Promise.resolve({ status: 200, body: JSON.stringify({ Successful: [], Failed }) })
        : undefined;
    });
    const { code, stdout } = await redrive().finally(() => proxy.meddle(undefined));
    expect([code, stdout]).toEqual([1, expect.stringContaining('1 were not taken and are still there')]);
    expect([await waitingIn(urls.unfolded), await waitingIn(urls.fold)]).toEqual([1, 0]);
  });

  it('asks for the addresses of a deployment together', async () => {
    expect(await redrive('--unfolded-url', urls.unfolded)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name --queue-url too'),
    });
    expect(await redrive('--queue-url', urls.fold)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--unfolded-url or --undelivered-url'),
    });
  });
});

it('tells no code of an error that could be anything else', () => {
  const message = (StringValue: string): Message => ({
    Body: '[]',
    MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue } },
  });
  const reasons = inventoryOf([message('a person: p_1'), message('THROTTLING')]).map(({ reason }) => reason);
  expect(reasons.sort()).toEqual([
    'THROTTLING, of another schema: will become a rejection',
    'of another schema: will become a rejection',
  ]);
});
