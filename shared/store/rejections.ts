import type { KeyObject } from 'node:crypto';
import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { packRejections, type Rejection, type RejectionCount } from '../rejection.ts';
import { type Connection, connectionOf, type PageRequest, windowOf } from './connection.ts';
import { inParallel } from './in-parallel.ts';
import { placeOf } from './place.ts';
import { countPartition, countRequest, groupsOf, sumCounts } from './rejection-counts.ts';
import {
  type ListedRejection,
  openItem,
  rejectionItem,
  rejectionPartition,
  type Settlement,
} from './rejection-item.ts';
import { settleRejections } from './settle-rejections.ts';
import { type RejectionFilter, type Stretch, walkPartition, walkRejections } from './walk-rejections.ts';

export interface RejectionStoreOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** The key `payload` of `deriveKeys`. */
  key: KeyObject;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Told when rejections could be kept and not counted. */
  report?: (failed: string, error: unknown) => void;
}

export type RejectionQuery = RejectionFilter & PageRequest;

const dayMs = 86_400_000;
/** Long enough to correct a feed after a holiday, short enough for personal data. */
const keptDays = 30;

/** The store of refused interactions with their payload, newest first. */
export function createRejectionStore({ client, tableName, key, clock, report }: RejectionStoreOptions) {
  const walking = { client, tableName, key, clock, keptMs: keptDays * dayMs };
  const walk = (filter: RejectionFilter, stretch: Stretch) => walkRejections(walking, filter, stretch);
  return {
    /**
     * Keeps the rejections for 30 days; resolves once all are stored, throws when one is not. Then they are counted: a count
     * that fails is reported and changes nothing.
     */
    async put(rejections: readonly Rejection[]): Promise<void> {
      const now = clock();
      const time = new Date(now).toISOString();
      const expiresAt = Math.floor((now + keptDays * dayMs) / 1000);
      const items = packRejections(rejections).map((pack) => rejectionItem(pack, key, time, expiresAt));
      await Promise.all(items.map((Item) => client.send(new PutItemCommand({ TableName: tableName, Item }))));
      await inParallel(groupsOf(rejections), 8, async (group) => {
        const request = countRequest(tableName, time.slice(0, 10), group, 'refused', expiresAt);
        await client
          .send(new UpdateItemCommand(request))
          .catch((error: unknown) => report?.('count rejections', error));
      });
    },

    /** A page of rejections, newest first, both ways; each is on exactly one page. Throws `INVALID_CURSOR` and the like. */
    async list(query: RejectionQuery): Promise<Connection<ListedRejection>> {
      const window = windowOf(query);
      const newestFirst = window.from === 'start';
      const found: ListedRejection[] = [];
      for await (const rejection of walk(query, { ...window, newestFirst })) {
        found.push(rejection);
        if (found.length > window.count) break;
      }
      const listed = found.slice(0, window.count);
      if (!newestFirst) listed.reverse();
      const placed = listed.map((node) => ({ place: node.place, node }));
      return connectionOf(placed, window, found.length > window.count);
    },

    /** All that fit, newest first, one after the other; `after`: only what follows this cursor. */
    walk: (filter: RejectionFilter, after?: string): AsyncGenerator<ListedRejection> =>
      walk(filter, { newestFirst: true, ...(after !== undefined && { after: placeOf(after) }) }),

    /** The rejections of these cursors that are still there, in this order. */
    async find(cursors: readonly string[]): Promise<ListedRejection[]> {
      const places = cursors.map(placeOf);
      const items = new Map<string, ListedRejection[]>();
      await inParallel([...new Set(places.map(({ sort }) => sort))], 8, async (sk) => {
        const Key = { pk: { S: rejectionPartition(sk.slice(0, 10)) }, sk: { S: sk } };
        const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
        items.set(sk, Item ? openItem(key, Item) : []);
      });
      return places.flatMap(({ sort, tie }) => items.get(sort)?.[Number(tie)] ?? []);
    },

    /** Marks them as fixed or dismissed, and gives those that were open until then. */
    settle: (rejections: readonly ListedRejection[], state: Settlement['state'], who: string) =>
      settleRejections({ client, tableName, clock }, rejections, state, who),

    /** Counts by reason and source of what was refused on UTC days from `from` to `to`, both included. */
    async counts(from: string, to: string): Promise<RejectionCount[]> {
      const oldest = new Date(clock() - keptDays * dayMs).toISOString().slice(0, 10);
      const newest = new Date(clock()).toISOString().slice(0, 10);
      const items: Parameters<typeof sumCounts>[0][number][] = [];
      const first = Date.parse(from > oldest ? from : oldest);
      for (let day = first; day <= Date.parse(to < newest ? to : newest); day += dayMs) {
        const pk = countPartition(new Date(day).toISOString().slice(0, 10));
        for await (const item of walkPartition({ client, tableName }, { pk, ascending: true })) items.push(item);
      }
      return sumCounts(items);
    },
  };
}
export type RejectionStore = ReturnType<typeof createRejectionStore>;
