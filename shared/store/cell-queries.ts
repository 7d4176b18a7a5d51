import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CellKind, DimensionSet } from '../cell.ts';
import { revisionKind } from '../deltas.ts';
import { cellPartition } from './keys.ts';
import type { peopleKind } from './people-item.ts';
import type { Item } from './scan.ts';

/** The table of cells and into how many lanes it is written. */
export interface CellTable {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  lanes: number;
}

/**
 * How a kind of cell is read: which part of the sort key names a segment, and what its items become: they are added to a
 * draft, counters by `add` or whole items by `addItem`, and `finish` makes the segment of it.
 */
export interface CellFormat<T, Draft = T> {
  kind: CellKind | typeof peopleKind;
  /** Length of the segment's name at the start of the sort key. */
  segmentLength: number;
  /** The segments that hold a day, by name. */
  segmentOf(day: string): string;
  /** The home days whose revisions a segment depends on. */
  daysOf(segment: string): string[];
  empty(): Draft;
  /** Adds one item: the period beyond the segment's name, the member and the counters. */
  add?(into: Draft, segment: string, rest: string, member: string, counters: Iterable<[string, number]>): void;
  addItem?(into: Draft, item: Item): void;
  finish?(draft: Draft): T;
  /** What a segment weighs in memory, in items of counters; as many as it was read from, where it does not say. */
  weigh?(data: T): number;
}

/** Reads a run of segments of one kind and set: one query for each lane, lanes added up. */
export async function loadSegments<T, Draft>(
  table: CellTable,
  format: CellFormat<T, Draft>,
  set: DimensionSet,
  run: string[],
): Promise<Map<string, { data: T; items: number }>> {
  const segments = new Map(run.map((segment) => [segment, { draft: format.empty(), items: 0 }]));
  const range = { first: run[0] as string, last: `${run.at(-1)}~` };
  await Promise.all(
    Array.from({ length: table.lanes }, (_, lane) =>
      queryCells(table, cellPartition(`${format.kind}#${set}`, lane), range, (item) => {
        const { pk: _pk, sk, ...attributes } = item;
        const sort = sk?.S ?? '';
        const hash = sort.indexOf('#');
        const name = sort.slice(0, format.segmentLength);
        const segment = segments.get(name);
        if (!segment) return;
        segment.items++;
        format.addItem?.(segment.draft, item);
        const rest = sort.slice(format.segmentLength, hash);
        format.add?.(segment.draft, name, rest, sort.slice(hash + 1), counters(attributes));
      }),
    ),
  );
  return new Map(
    [...segments].map(([name, { draft, items }]) => {
      const data = format.finish ? format.finish(draft) : (draft as unknown as T);
      return [name, { data, items: format.weigh ? Math.ceil(format.weigh(data)) : items }];
    }),
  );
}

function* counters(attributes: Item): Iterable<[string, number]> {
  for (const name in attributes) yield [name, Number(attributes[name]?.N)];
}

async function queryCells(
  { client, tableName }: CellTable,
  partition: string,
  { first, last }: { first: string; last: string },
  onItem: (item: Item) => void,
  projection?: { ProjectionExpression: string; ExpressionAttributeNames: Record<string, string> },
): Promise<void> {
  let start: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :partition AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':partition': { S: partition }, ':first': { S: first }, ':last': { S: last } },
        ConsistentRead: true,
        ...projection,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) onItem(item);
    start = page.LastEvaluatedKey;
  } while (start);
}

export type Revisions = Map<string, Map<string, number>>;

const revisionPartition = (lane: number) => cellPartition(`${revisionKind}#a`, lane);
/** BatchGetItem takes 100 keys. */
const maxKeys = 100;

/** The revisions of the home days of months, by month and day. */
export async function loadRevisions({ client, tableName, lanes }: CellTable, months: string[]): Promise<Revisions> {
  const revisions: Revisions = new Map();
  let keys: Item[] = months.flatMap((month) =>
    Array.from({ length: lanes }, (_, lane) => ({ pk: { S: revisionPartition(lane) }, sk: { S: `${month}#` } })),
  );
  while (keys.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [tableName]: { Keys: keys.slice(0, maxKeys), ConsistentRead: true } },
      }),
    );
    for (const { pk: _pk, sk, ...attributes } of Responses?.[tableName] ?? []) {
      const month = (sk?.S ?? '').slice(0, 7);
      const days = revisions.get(month) ?? new Map<string, number>();
      revisions.set(month, days);
      for (const [day, revision] of counters(attributes)) days.set(day, (days.get(day) ?? 0) + revision);
    }
    keys = [...(UnprocessedKeys?.[tableName]?.Keys ?? []), ...keys.slice(maxKeys)];
  }
  return revisions;
}

/** The revisions of all months up to one, oldest first. */
export async function loadMonths(table: CellTable, until: string): Promise<Map<string, number>> {
  const months = new Map<string, number>();
  await Promise.all(
    Array.from({ length: table.lanes }, (_, lane) =>
      queryCells(
        table,
        revisionPartition(lane),
        { first: '0', last: `${until}~` },
        ({ sk, all }) => {
          const month = (sk?.S ?? '').slice(0, 7);
          months.set(month, (months.get(month) ?? 0) + Number(all?.N));
        },
        { ProjectionExpression: 'sk, #all', ExpressionAttributeNames: { '#all': 'all' } },
      ),
    ),
  );
  return new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1)));
}
