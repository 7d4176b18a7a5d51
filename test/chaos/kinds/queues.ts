import { setTimeout as sleep } from 'node:timers/promises';
import { refused, type Wire } from '../../faults-answers.ts';
import type { Meddle } from '../fault-proxy.ts';
import { shuffled, zeroFirst } from '../random.ts';
import { engineKinds } from './engine.ts';
import { type FaultKind, meddling, type Scene } from './kind.ts';
import { poisonKind } from './poison.ts';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; ReceiptHandle: string; DelaySeconds?: number }[];
}
interface BatchAnswer {
  Successful?: object[];
  Failed?: object[];
}

const spoiled = (name: string, what: string, by: (random: () => number) => Meddle): FaultKind => ({
  name,
  what,
  async inject({ stage, random, pace }: Scene) {
    await meddling(stage.proxies.queues, pace, by(zeroFirst(random)));
    return {};
  },
});

/** What can go wrong with the queue and what it delivers. */
export const queueKinds: FaultKind[] = [
  spoiled('queue refuses requests', 'half of the requests to SQS are throttled or fail', (random) => () => {
    if (random() >= 0.5) return undefined;
    const [status, type] =
      random() < 0.5 ? ([400, 'com.amazonaws.sqs#RequestThrottled'] as const) : ([500, 'InternalFailure'] as const);
    return Promise.resolve(refused(status, type, { message: 'Try again later.' }));
  }),
  spoiled('queue slow', 'each request to SQS waits for up to half a second', (random) => ({ forward }) => {
    return sleep(random() * 500).then(() => forward());
  }),
  spoiled(
    'duplicate delivery',
    'each message is sent twice, and half of the deletions are lost',
    (random) =>
      ({ operation, body, forward }) => {
        if (operation === 'SendMessageBatch') return forward().then(() => forward());
        return operation === 'DeleteMessageBatch' && random() < 0.5 ? shownAgain(body, forward) : undefined;
      },
  ),
  spoiled(
    'reordered delivery',
    'messages are delayed by up to three seconds, and shuffled',
    (random) =>
      ({ operation, body, forward }) => {
        if (operation !== 'SendMessageBatch') return undefined;
        const { QueueUrl, Entries } = JSON.parse(body) as Batch;
        const delayed = Entries.map((entry) => ({ ...entry, DelaySeconds: Math.floor(random() * 4) }));
        return forward(JSON.stringify({ QueueUrl, Entries: shuffled(delayed, random) }));
      },
  ),
  poisonKind,
  {
    name: 'queue refuses messages',
    what: 'a third of the messages is refused for good and goes to the dead letters of the bus; then `polylog redrive`',
    async inject({ stage, random, pace }) {
      await meddling(stage.proxies.queues, pace, ({ operation, body, forward }) => {
        const batch = operation === 'SendMessageBatch' ? (JSON.parse(body) as Batch) : undefined;
        return batch && sameQueue(batch.QueueUrl, stage.foldQueue())
          ? refusedForGood(batch, random, forward)
          : undefined;
      });
      return { dead: true };
    },
  },
  {
    name: 'fold gives up',
    what: 'nothing can be folded and messages may return once only: they go to the dead letters of the queue; then `polylog redrive`',
    async inject({ stage }) {
      await stage.allowReceives(1);
      try {
        stage.proxies.database.meddle(({ operation }) =>
          operation === 'TransactWriteItems' ? Promise.resolve('cut') : undefined,
        );
        for (const until = Date.now() + 30_000; (await stage.dead()) === 0; await sleep(50)) {
          if (Date.now() > until) throw new Error('For 30 s no message died.');
        }
      } finally {
        stage.proxies.database.meddle(undefined);
        await stage.allowReceives(50);
      }
      return { dead: true };
    },
  },
  ...engineKinds('queues', ['SendMessageBatch', 'DeleteMessageBatch']),
];

/** Answered as deleted, and soon there again. */
async function shownAgain(body: string, forward: (body: string, operation: string) => Promise<Wire>): Promise<Wire> {
  const { QueueUrl, Entries } = JSON.parse(body) as Batch;
  const shown = Entries.map(({ Id, ReceiptHandle }) => ({ Id, ReceiptHandle, VisibilityTimeout: 1 }));
  await forward(JSON.stringify({ QueueUrl, Entries: shown }), 'ChangeMessageVisibilityBatch');
  return { status: 200, body: JSON.stringify({ Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] }) };
}

async function refusedForGood(
  { QueueUrl, Entries }: Batch,
  random: () => number,
  forward: (body: string) => Promise<Wire>,
): Promise<Wire> {
  const bad = Entries.filter(() => random() < 1 / 3);
  const good = Entries.filter((entry) => !bad.includes(entry));
  const Failed = bad.map(({ Id }) => ({ Id, SenderFault: true, Code: 'InvalidMessageContents', Message: 'No.' }));
  if (good.length === 0) return { status: 200, body: JSON.stringify({ Successful: [], Failed }) };
  const { status, body } = await forward(JSON.stringify({ QueueUrl, Entries: good }));
  const answer = JSON.parse(body) as BatchAnswer;
  return { status, body: JSON.stringify({ ...answer, Failed: [...(answer.Failed ?? []), ...Failed] }) };
}

const sameQueue = (one: string, other: string): boolean => one.split('/').at(-1) === other.split('/').at(-1);
