import type { KeyObject } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Erasure, ErasurePlace } from '../erasure.ts';
import type { Connection, PageRequest } from './connection.ts';
import { erasureKey, type KeptErasure, type RetiredKeys, readErasure, readReceipt } from './erasure-item.ts';
import { pageOfPartition } from './page-of-partition.ts';
import { registryPartitions } from './registry-items.ts';
import { unfinishedErasureItems } from './unfinished-erasures.ts';

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

/** An erasure as its worker knows it. */
type Held = Pick<Erasure, 'id' | 'state'>;

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
    {
      set,
      names,
      values,
      when,
    }: { set: string; names: string[]; values: Record<string, AttributeValue>; when: string },
  ) =>
    client.send(
      new UpdateItemCommand({
        TableName,
        Key: erasureKey(id),
        UpdateExpression: set,
        ConditionExpression: when,
        // Each by an alias: some of the names are words of the language.
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
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
      return (await unfinishedErasureItems({ client, tableName: TableName })).map((item) => readErasure(item, key));
    },

    /** Takes an erasure for one worker: false when another has it. */
    async lease(id: string): Promise<boolean> {
      try {
        const values = { ':until': until(), ':now': now() };
        const set = 'SET #leasedUntil = :until';
        await update(id, { set, names: ['leasedUntil'], values, when: '#leasedUntil <= :now' });
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    /**
     * Adds to a count, notes how far the ledger was walked, and keeps the lease. Throws when another worker, who took the
     * erasure over, has done the step meanwhile: what this one notes would be taken for a part of the next.
     */
    async progress({ id, state }: Held, place: ErasurePlace, more: number, position?: string): Promise<void> {
      const walked = position !== undefined;
      await update(id, {
        set: `SET #leasedUntil = :until${walked ? ', #position = :position' : ''} ADD #${place} :more`,
        names: ['leasedUntil', 'state', 'subject', place, ...(walked ? ['position'] : [])],
        values: {
          ':until': until(),
          ':more': { N: String(more) },
          ':was': { S: state },
          ...(walked && { ':position': { S: position } }),
        },
        when: '#state = :was AND attribute_exists(#subject)',
      });
    },

    /** Notes what a step brought, and lets others go on. Throws when another worker has done the step meanwhile. */
    async step({ id, state }: Held, { forget, retired, facts, ...brought }: ErasureStep): Promise<void> {
      const texts = { ...brought, ...(retired && { retired: JSON.stringify(retired) }) };
      const set: Record<string, AttributeValue> = {
        leasedUntil: { N: '0' },
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
        ...(facts !== undefined && { facts: { N: String(facts) } }),
      };
      const removed = forget ? ['position', 'subject'] : ['position'];
      const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
      await update(id, {
        set: `SET ${sets.join(', ')} REMOVE ${removed.map((name) => `#${name}`).join(', ')}`,
        names: ['state', ...Object.keys(set), ...removed],
        values: {
          ':was': { S: state },
          ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
        },
        when: '#state = :was',
      });
    },
  };
}

/** A page of receipts, newest first, both ways; each is on exactly one page. */
export const listErasures = (
  { client, tableName }: Pick<ErasureStoreOptions, 'client' | 'tableName'>,
  page: PageRequest,
): Promise<Connection<Erasure>> =>
  pageOfPartition({ client, tableName, partition: registryPartitions.erasure }, page, readReceipt);
