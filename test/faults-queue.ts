import { randomUUID } from 'node:crypto';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Interaction } from '../shared/interaction.ts';

/** A message as the bus puts it on the queue. */
export function messageOf(interactions: readonly Interaction[]): SQSRecord {
  const { source = '', department = '' } = interactions[0] ?? {};
  const detail = { version: 1, source, department, interactions };
  return { messageId: randomUUID(), body: JSON.stringify({ detail }) } as SQSRecord;
}

export interface DeliverOptions {
  /** Folds at once. */
  workers: number;
  /** Messages of a batch, at most. */
  size: number;
  /** After so many receipts a message is dead. */
  receives: number;
  random: () => number;
}

/**
 * Delivers messages as SQS and Lambda do: batches at once, what was reported as failed again later (all of a batch whose
 * handler threw), in any order. Answers with the messages that are dead.
 */
export async function deliver(
  messages: readonly SQSRecord[],
  handle: (records: SQSRecord[]) => Promise<SQSBatchResponse>,
  { workers, size, receives, random }: DeliverOptions,
): Promise<SQSRecord[]> {
  const waiting = [...messages];
  const received = new Map<string, number>();
  const dead: SQSRecord[] = [];
  const work = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 1 + Math.floor(random() * size));
      const all = batch.map(({ messageId }) => messageId);
      const failed = await handle(batch).then(
        ({ batchItemFailures }) => batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
        () => all,
      );
      for (const message of batch.filter(({ messageId }) => failed.includes(messageId))) {
        const times = (received.get(message.messageId) ?? 0) + 1;
        received.set(message.messageId, times);
        if (times >= receives) dead.push(message);
        else waiting.splice(Math.floor(random() * (waiting.length + 1)), 0, message);
      }
    }
  };
  // A worker that finds nothing waiting may be too early: what the others hold can come back.
  while (waiting.length > 0) await Promise.all(Array.from({ length: workers }, work));
  return dead;
}
