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
export const walkLimits = { items: 5_000, queries: 1_000, parallel: 8 } as const;

/**
 * One page of an index, newest first, walked from either end: the partitions of a day are merged, day after day, until
 * the page is full. Each item that matches is on exactly one page; what is inserted meanwhile moves no other.
 */
export async function walkIndex<T>(
  walk: IndexWalk<T>,
  window: PageWindow,
): Promise<{ found: Placed<T>[]; more: boolean; stoppedAt?: Place }> {
  const newestFirst = window.from === 'start';
  const bounds = boundsOf(walk.range, window);
  const days = walk.days.filter((day) => `${day}~` >= bounds.low && day <= bounds.high);
  if (newestFirst) days.reverse();
  const spent = { items: 0, queries: 0 };
  const found: Placed<T>[] = [];
  let stoppedAt: Place | undefined;
  for (const day of days) {
    if (stoppedAt || found.length > window.count) break;
    if (isSpent(spent)) {
      stoppedAt = { sort: newestFirst ? `${day}~` : day, tie: '' };
      break;
    }
    const merged = await mergeDay(walk, day, bounds, newestFirst, window.count + 1 - found.length, spent);
    found.push(...merged.found);
    stoppedAt = merged.stoppedAt;
  }
  const full = found.length > window.count;
  const page = found.slice(0, window.count);
  if (!newestFirst) page.reverse();
  return { found: page, more: full || stoppedAt !== undefined, ...(!full && stoppedAt && { stoppedAt }) };
}

interface Bounds {
  low: string;
  high: string;
  includes(place: Place): boolean;
}

/** List order is newest first: what comes after a place in the list sorts before it in the index. */
function boundsOf({ start, end }: { start: number; end: number }, { after, before }: PageWindow): Bounds {
  const low = new Date(start).toISOString();
  const high = `${new Date(end - 1).toISOString()}#~`;
  return {
    low: before && before.sort > low ? before.sort : low,
    high: after && after.sort < high ? after.sort : high,
    includes: (place) => (!after || comparePlaces(place, after) < 0) && (!before || comparePlaces(place, before) > 0),
  };
}

interface Spent {
  items: number;
  queries: number;
}
const isSpent = ({ items, queries }: Spent): boolean => items >= walkLimits.items || queries >= walkLimits.queries;

/** One partition being read: `last` is the sort key reached, `next` where the engine goes on. */
interface Reader {
  partition: string;
  last: string;
  next?: Item | undefined;
  done: boolean;
}

/**
 * Merges the partitions of one day until `wanted` places are certain: nothing is, that a partition not read to its end
 * might still precede. Only the partition that holds the others back is read further.
 */
async function mergeDay<T>(
  walk: IndexWalk<T>,
  day: string,
  bounds: Bounds,
  newestFirst: boolean,
  wanted: number,
  spent: Spent,
): Promise<{ found: Placed<T>[]; stoppedAt?: Place }> {
  const readers: Reader[] = walk.partitionsOf(day).map((partition) => ({ partition, last: '', done: false }));
  const sign = newestFirst ? -1 : 1;
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
