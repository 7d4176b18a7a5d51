import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { readBacklog } from '../backlog.ts';
import { type DeadGroup, inventoryOf } from './inventory.ts';

/** Seconds for which others do not see what this process has in hand. */
const inHand = 120;
/** Looking ends before the first messages show again, which would be taken for others. */
const lookMs = 90_000;
/** A batch of SQS. */
const batchMessages = 10;
const batchBytes = 1_000_000;

/** How to ask for dead letters. */
export interface Asking {
  sqs: SQSClient;
  /**
   * Seconds for which a request waits for messages: a short poll asks only some of the servers of a queue on AWS, and may
   * find nothing where there is something. The local engine needs none.
   */
  wait: number;
}

/** What is in a queue of dead letters. */
export interface Inventory {
  messages: number;
  groups: DeadGroup[];
  /** False when there may be more than was looked at. */
  complete: boolean;
  /** Messages that somebody else has in hand, or whoever was ended while it had: they show again after two minutes. */
  hidden: number;
}

/** Looks at up to `limit` messages of a queue and lets them show again, so that everything is as it was. */
export async function lookInto(asking: Asking, url: string, limit: number): Promise<Inventory> {
  const { inFlight } = await readBacklog(asking.sqs, url, []);
  const looked = new Map<string, Message>();
  const handles = new Map<string, string>();
  const until = Date.now() + lookMs;
  let complete = false;
  while (looked.size < limit && Date.now() < until && !complete) {
    const received = await receive(asking, url, limit - looked.size);
    complete = received.length === 0;
    for (const message of received) {
      const { MessageId = '', ReceiptHandle = '' } = message;
      looked.set(MessageId, message);
      handles.set(MessageId, ReceiptHandle);
    }
  }
  await release(asking.sqs, url, [...handles.values()]);
  const messages = [...looked.values()];
  return { messages: messages.length, groups: inventoryOf(messages), complete, hidden: inFlight };
}

export interface Moved {
  moved: number;
  /** Messages that the other queue did not take; they are where they were. */
  refused: number;
}

/**
 * Moves up to `limit` messages from one queue to another. A message is deleted only once the other queue has it: whoever is
 * killed between the two leaves it in both, and what is folded twice counts once. Ends when nothing more is there.
 */
export async function moveAll(asking: Asking, from: string, to: string, limit: number): Promise<Moved> {
  const { sqs } = asking;
  const counts: Moved = { moved: 0, refused: 0 };
  while (counts.moved + counts.refused < limit) {
    const received = await receive(asking, from, limit - counts.moved - counts.refused);
    if (received.length === 0) break;
    for (const batch of batchesOf(received)) {
      const Entries = batch.map(({ Body = '' }, index) => ({ Id: String(index), MessageBody: Body }));
      const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: to, Entries }));
      const taken = new Set(Successful.map(({ Id }) => Number(Id)));
      await remove(sqs, from, handlesOf(batch.filter((_, index) => taken.has(index))));
      await release(sqs, from, handlesOf(batch.filter((_, index) => !taken.has(index))));
      counts.moved += taken.size;
      counts.refused += batch.length - taken.size;
    }
  }
  return counts;
}

async function receive({ sqs, wait }: Asking, QueueUrl: string, most: number): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(batchMessages, most),
      VisibilityTimeout: inHand,
      WaitTimeSeconds: wait,
      MessageSystemAttributeNames: ['SentTimestamp'],
      MessageAttributeNames: ['ERROR_CODE'],
    }),
  );
  return Messages;
}

/** A message that is not deleted would be moved again, which is no harm: what the answer says of single ones is not asked. */
async function remove(sqs: SQSClient, QueueUrl: string, handles: readonly string[]): Promise<void> {
  if (handles.length === 0) return;
  const Entries = handles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}

/** Lets messages show at once. */
async function release(sqs: SQSClient, QueueUrl: string, handles: readonly string[]): Promise<void> {
  for (let at = 0; at < handles.length; at += batchMessages) {
    const Entries = handles
      .slice(at, at + batchMessages)
      .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}

const handlesOf = (messages: readonly Message[]): string[] => messages.map(({ ReceiptHandle = '' }) => ReceiptHandle);

/** Messages in order, at most a megabyte in a batch: ten of the largest would be two. */
function batchesOf(messages: readonly Message[]): Message[][] {
  const batches: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.Body ?? '');
    const last = batches.at(-1);
    if (last && bytes + size <= batchBytes) {
      last.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
}
