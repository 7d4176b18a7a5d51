import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { PageWindow, Placed } from './connection.ts';
import { inParallel } from './in-parallel.ts';
import { comparePlaces, lastTie, type Place } from './place.ts';
import { tables } from './tables.ts';

type Item = Record<string, AttributeValue>;

export interface IndexWalk<T> {
  client: DynamoDBClient;
  ledgerTable: string;
  /** Attributes that `read` needs beside the sort key. */
  attributes: string;
  /** UTC days that may hold something, oldest first. */
  days: readonly string[];
  partitionsOf(day: string): string[];
  /** Epoch milliseconds, the end exclusive. */
  range: { start: number; end: number };
  /** What to list of an item and what tells it from others of its sort key; undefined when it does not match. */
  read(item: Item): { tie: string; node: T } | undefined;
}

/** What one page may cost at most; where a walk gives up, its page says so and the next goes on. */
export const walkLimits = { items: 5_000, queries: 1_000, partitions: 96, parallel: 16 } as const;

/** Sort keys, both included, and which places between them count. */
export interface Bounds {
  low: string;
  high: string;
  includes(place: Place): boolean;
}

/** What a page has cost so far. */
export interface Spent {
  items: number;
  queries: number;
}
export const isSpent = ({ items, queries }: Spent): boolean =>
  items >= walkLimits.items || queries >= walkLimits.queries;

/** One partition being read: `last` is the sort key reached, `next` where the engine goes on. */
interface Reader {
  partition: string;
  last: string;
  next?: Item | undefined;
  done: boolean;
}

/**
 * Merges the partitions of some days until a page that has `had` already is full of certain places: nothing is, that a partition not read to its end
 * might still precede. Only the partition that holds the others back is read further.
 */
export async function mergeDays<T>(
  walk: IndexWalk<T>,
  days: readonly string[],
  bounds: Bounds,
  { from, count }: PageWindow,
  had: number,
  spent: Spent,
): Promise<{ found: Placed<T>[]; stoppedAt?: Place }> {
  const newestFirst = from === 'start';
  const sign = newestFirst ? -1 : 1;
  const wanted = count + 1 - had;
  // Until a partition is read, anything might be in it.
  const unread = newestFirst ? '~' : '';
  const readers: Reader[] = days
    .flatMap((day) => walk.partitionsOf(day))
    .map((partition) => ({ partition, last: unread, done: false }));
  const found: Placed<T>[] = [];
  let limit = Math.max(10, Math.ceil((2 * wanted) / readers.length));
  let behind = readers;
  for (;;) {
    await inParallel(behind, walkLimits.parallel, async (reader) => {
      for (const item of await readOn(walk, reader, bounds, newestFirst, limit, spent)) {
        const match = walk.read(item);
        const place = match && { sort: item.isk?.S ?? '', tie: match.tie };
        if (place && bounds.includes(place)) found.push({ place, node: match.node });
      }
    });
    const open = readers.filter(({ done }) => !done);
    const inOrder = found.sort((a, b) => sign * comparePlaces(a.place, b.place));
    if (open.length === 0) return { found: inOrder };
    const frontier = open.map(({ last }) => last).reduce((a, b) => (a < b === newestFirst ? b : a));
    const certain = inOrder.filter(({ place }) => (newestFirst ? place.sort > frontier : place.sort < frontier));
    if (certain.length >= wanted) return { found: certain };
    if (isSpent(spent)) return { found: certain, stoppedAt: { sort: frontier, tie: newestFirst ? lastTie : '' } };
    behind = open.filter(({ last }) => last === frontier);
    limit = Math.min(500, limit * 2);
  }
}

const { index } = tables.ledger;

async function readOn<T>(
  { client, ledgerTable, attributes }: IndexWalk<T>,
  reader: Reader,
  { low, high }: Bounds,
  newestFirst: boolean,
  limit: number,
  spent: Spent,
): Promise<Item[]> {
  spent.queries++;
  const page = await client.send(
    new QueryCommand({
      TableName: ledgerTable,
      IndexName: index.name,
      KeyConditionExpression: `${index.partitionKey} = :partition AND ${index.sortKey} BETWEEN :low AND :high`,
      ExpressionAttributeValues: { ':partition': { S: reader.partition }, ':low': { S: low }, ':high': { S: high } },
      ProjectionExpression: `${index.sortKey}, ${attributes}`,
      ScanIndexForward: !newestFirst,
      Limit: limit,
      ...(reader.next && { ExclusiveStartKey: reader.next }),
    }),
  );
  const items = page.Items ?? [];
  spent.items += items.length;
  reader.last = items.at(-1)?.isk?.S ?? reader.last;
  reader.next = page.LastEvaluatedKey;
  reader.done = reader.next === undefined;
  return items;
}
