import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { FunctionPool } from './function-pool.ts';
import type { Mapping } from './topology.ts';

// Lambda takes 6 MB; one more receive may add ten messages, so gathering ends well before.
const payloadBytes = 4_000_000;

/**
 * An event source mapping: gathers messages of a queue as Lambda's pollers do (the window starts with the first message, a
 * full batch goes at once) and deletes what the function did not report as failed. Failures come back after 1, 2, 4 … 30 s, as
 * the fold itself asks for; here also after a process that ended, for which AWS waits the visibility timeout.
 * As many batches run as the function has processes: the mapping's maximum concurrency, or its reserve. The function returned ends it after those.
 */
export function startPoller(mapping: Mapping, queueUrl: string, sqs: SQSClient, pool: FunctionPool, region: string) {
  const { BatchSize, MaximumBatchingWindowInSeconds: window, FunctionResponseTypes } = mapping;
  const partial = FunctionResponseTypes.includes('ReportBatchItemFailures');
  const stopping = new AbortController();
  let gathering: Promise<unknown> = Promise.resolve();

  const receive = async (most: number, wait: number): Promise<Message[]> => {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, most),
        WaitTimeSeconds: wait,
        MessageSystemAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages ?? [];
  };
  const gather = async (): Promise<Message[]> => {
    const batch = await receive(BatchSize, 20);
    const deadline = Date.now() + window * 1000;
    let bytes = size(batch);
    while (batch.length > 0 && batch.length < BatchSize && bytes < payloadBytes && !stopping.signal.aborted) {
      const more = await receive(BatchSize - batch.length, 0).catch(() => []);
      batch.push(...more);
      bytes += size(more);
      if (Date.now() >= deadline) break;
      // Short polls: a long one would overrun the window, which SQS counts in whole seconds.
      if (more.length < 10) await sleep(Math.min(40, Math.max(0, deadline - Date.now())));
    }
    return batch;
  };
  const settle = async (batch: Message[]): Promise<void> => {
    const outcome = await pool.invoke({
      Records: batch.map((message) => toRecord(message, mapping.EventSourceArn, region)),
    });
    const failed = outcome.kind === 'answer' ? failures(outcome.result, partial, batch) : new Set(batch.map(idOf));
    const done = batch.filter((message) => !failed.has(idOf(message)));
    const again = batch.filter((message) => failed.has(idOf(message)));
    await Promise.all([
      ...tens(done).map((messages) =>
        persist(() => sqs.send(new DeleteMessageBatchCommand(toBatch(queueUrl, messages)))),
      ),
      ...tens(again).map((messages) =>
        sqs.send(new ChangeMessageVisibilityBatchCommand(toBatch(queueUrl, messages, backOff))).catch(() => {}),
      ),
    ]);
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      // One slot gathers at a time, so that a trickle fills one batch and not a part of each.
      const turn = gathering.then(() => (stopping.signal.aborted ? [] : gather()));
      gathering = turn.catch(() => {});
      const batch = await turn.catch(async () => {
        if (!stopping.signal.aborted) await sleep(200);
        return [];
      });
      if (batch.length > 0) await settle(batch);
    }
  };
  // One more than can run, so that the next batch is gathered while the function works.
  const loops = Array.from({ length: mapping.Enabled ? pool.size + 1 : 0 }, loop);
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

const idOf = (message: Message): string => message.MessageId ?? '';
const size = (messages: Message[]): number => messages.reduce((sum, { Body = '' }) => sum + Body.length, 0);
const backOff = ({ Attributes }: Message): number =>
  Math.min(30, 2 ** (Number(Attributes?.ApproximateReceiveCount ?? 1) - 1));

function toRecord(message: Message, eventSourceARN: string, awsRegion: string) {
  return {
    messageId: idOf(message),
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}

/** Lambda's rules: no list means all succeeded, a list it cannot read or an unknown id means all failed. */
function failures(result: unknown, partial: boolean, batch: Message[]): Set<string> {
  if (!partial || typeof result !== 'object' || result === null) return new Set();
  const { batchItemFailures } = result as { batchItemFailures?: { itemIdentifier?: string }[] | null };
  const failed = new Set((batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? ''));
  const known = new Set(batch.map(idOf));
  return [...failed].every((id) => known.has(id)) ? failed : known;
}

function toBatch(QueueUrl: string, messages: Message[], visibility?: (message: Message) => number) {
  return {
    QueueUrl,
    Entries: messages.map((message, index) => ({
      Id: String(index),
      ReceiptHandle: message.ReceiptHandle ?? '',
      ...(visibility && { VisibilityTimeout: visibility(message) }),
    })) as { Id: string; ReceiptHandle: string; VisibilityTimeout: number }[],
  };
}

const tens = <T>(items: T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / 10) }, (_, index) => items.slice(index * 10, index * 10 + 10));

/** A deletion that fails while the engine restarts would only bring a redelivery; it is worth a few tries. */
async function persist(action: () => Promise<unknown>, tries = 5): Promise<void> {
  await action().catch(async () => {
    if (tries > 1) await sleep(300).then(() => persist(action, tries - 1));
  });
}
