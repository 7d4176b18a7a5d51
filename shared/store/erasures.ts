import type { KeyObject } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Erasure, ErasurePlace } from '../erasure.ts';
import type { Connection, PageRequest } from './connection.ts';
import { erasureKey, type KeptErasure, type RetiredKeys, readErasure, readReceipt } from './erasure-item.ts';
import { pageOfPartition } from './page-of-partition.ts';
import { registryPartitions } from './registry-items.ts';

export interface ErasureStoreOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry. */
  tableName: string;
  /** The key `wrapping` of `deriveKeys`. */
  key: KeyObject;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** How long a worker may go without a word before another takes its erasure over. */
export const leaseMs = 30_000;

/** What a step of an erasure brings: an instant, a state, keys to be destroyed. */
export interface ErasureStep {
  state?: Erasure['state'];
  erasedAt?: string;
  sweptAt?: string;
  shreddedAt?: string;
  retired?: RetiredKeys;
  /** How many facts there are for sure. */
  facts?: number;
  /** Forgets whom it was about. */
  forget?: true;
}

/** Erasures in the registry table: `pk` is `ERASURE`, `sk` the instant they were asked for and a random word. */
export function createErasureStore({ client, tableName: TableName, key, clock }: ErasureStoreOptions) {
  const update = (
    id: string,
    expression: string,
    values: Record<string, { S: string } | { N: string }>,
    when: string,
  ) =>
    client.send(
      new UpdateItemCommand({
        TableName,
        Key: erasureKey(id),
        UpdateExpression: expression,
        ConditionExpression: when,
        ExpressionAttributeNames: { '#lease': 'leasedUntil' },
        ExpressionAttributeValues: values,
      }),
    );
  const now = () => ({ N: String(clock()) });
  const until = () => ({ N: String(clock() + leaseMs) });

  return {
    /** One of them, with what it takes to go on; undefined when there is none. */
    async find(id: string): Promise<KeptErasure | undefined> {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: erasureKey(id), ConsistentRead: true }));
      return Item && readErasure(Item, key);
    },

    /** All that are not SHREDDED, oldest first. */
    async unfinished(): Promise<KeptErasure[]> {
      const found: KeptErasure[] = [];
      for (let start: Record<string, { S: string }> | undefined, more = true; more; more = start !== undefined) {
        const page = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            FilterExpression: '#state <> :done',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':pk': { S: registryPartitions.erasure }, ':done': { S: 'SHREDDED' } },
            ConsistentRead: true,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        found.push(...(page.Items ?? []).map((item) => readErasure(item, key)));
        start = page.LastEvaluatedKey as typeof start;
      }
      return found;
    },

    /** Takes an erasure for one worker: false when another has it. */
    async lease(id: string): Promise<boolean> {
      try {
        await update(id, 'SET #lease = :until', { ':until': until(), ':now': now() }, '#lease <= :now');
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    /** Adds to a count, notes how far the ledger was walked, and keeps the lease. */
    async progress(id: string, place: ErasurePlace, more: number, position?: string): Promise<void> {
      const values = { ':until': until(), ':more': { N: String(more) } };
      const where = position === undefined ? {} : { ':position': { S: position } };
      const set = position === undefined ? '#lease = :until' : '#lease = :until, position = :position';
      await update(id, `SET ${set} ADD ${place} :more`, { ...values, ...where }, 'attribute_exists(pk)');
    },

    /** Notes what a step brought, and lets others go on. */
    async step(id: string, { forget, retired, facts, ...brought }: ErasureStep): Promise<void> {
      const texts = { ...brought, ...(retired && { retired: JSON.stringify(retired) }) };
      const names = Object.keys(texts);
      const sets = ['#lease = :free', ...names.map((name) => `#${name} = :${name}`)];
      if (facts !== undefined) sets.push('facts = :facts');
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: erasureKey(id),
          UpdateExpression: `SET ${sets.join(', ')} REMOVE ${forget ? 'subject, position' : 'position'}`,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: {
            '#lease': 'leasedUntil',
            ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ':free': { N: '0' },
            ...(facts !== undefined && { ':facts': { N: String(facts) } }),
            ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [`:${name}`, { S: value }])),
          },
        }),
      );
    },
  };
}
export type ErasureStore = ReturnType<typeof createErasureStore>;

/** A page of receipts, newest first, both ways; each is on exactly one page. */
export const listErasures = (
  { client, tableName }: Pick<ErasureStoreOptions, 'client' | 'tableName'>,
  page: PageRequest,
): Promise<Connection<Erasure>> =>
  pageOfPartition({ client, tableName, partition: registryPartitions.erasure }, page, readReceipt);
