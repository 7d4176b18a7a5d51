import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CellKind, DimensionSet } from '../cell.ts';
import { revisionKind } from '../deltas.ts';
import { decodeGenerations, loadGenerations } from './generations.ts';
import { cellPartition, generationsKey } from './keys.ts';
import type { peopleKind } from './people-item.ts';
import type { Item } from './scan.ts';

/** The table of cells, into how many lanes it is written, and which generation of them is meant: 1 unless it says so. */
export interface CellTable {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  lanes: number;
  generation?: number;
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
      queryCells(table, cellPartition(`${format.kind}#${set}`, lane, table.generation), range, (item) => {
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

/** Hands over the items of a partition between two sort keys, both included; strongly consistent. */
export async function queryCells(
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

const revisionPartition = ({ generation }: CellTable, lane: number) =>
  cellPartition(`${revisionKind}#a`, lane, generation);
/** BatchGetItem takes 100 keys. */
const maxKeys = 100;

/** The revisions of the home days of months, by month and day. */
export async function loadRevisions(table: CellTable, months: string[]): Promise<Revisions> {
  return (await loadWithPointer(table, months)).revisions;
}

/** What readers read, and the revisions there. */
export interface ActiveRevisions {
  generation: number;
  revisions: Revisions;
}

/** The revisions in the active generation. One read, two when it is another one than `table` says. */
export async function loadActiveRevisions(table: CellTable, months: string[]): Promise<ActiveRevisions> {
  for (let generation = table.generation ?? 1; ; ) {
    const { active, revisions } = await loadWithPointer({ ...table, generation }, months);
    if (active === generation) return { generation, revisions };
    generation = active;
  }
}

async function loadWithPointer(table: CellTable, months: string[]): Promise<{ active: number; revisions: Revisions }> {
  const { client, tableName, lanes } = table;
  const revisions: Revisions = new Map();
  let pointer: Item | undefined;
  let keys: Item[] = months.flatMap((month) =>
    Array.from({ length: lanes }, (_, lane) => ({ pk: { S: revisionPartition(table, lane) }, sk: { S: `${month}#` } })),
  );
  keys.push(generationsKey);
  while (keys.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [tableName]: { Keys: keys.slice(0, maxKeys), ConsistentRead: true } },
      }),
    );
    for (const item of Responses?.[tableName] ?? []) {
      if (item.pk?.S === generationsKey.pk.S) pointer = item;
      else addRevisions(revisions, item);
    }
    keys = [...(UnprocessedKeys?.[tableName]?.Keys ?? []), ...keys.slice(maxKeys)];
  }
  return { active: decodeGenerations(pointer).active, revisions };
}

function addRevisions(into: Revisions, { pk: _pk, sk, ...attributes }: Item): void {
  const month = (sk?.S ?? '').slice(0, 7);
  const days = into.get(month) ?? new Map<string, number>();
  into.set(month, days);
  for (const [day, revision] of counters(attributes)) days.set(day, (days.get(day) ?? 0) + revision);
}

/** The months, oldest first, up to one in the active generation, with their revisions. */
export async function loadActiveMonths(
  table: CellTable,
  until: string,
): Promise<{ generation: number; months: Map<string, number> }> {
  for (let generation = table.generation ?? 1; ; ) {
    const [{ active }, months] = await Promise.all([
      loadGenerations(table.client, table.tableName),
      loadMonths({ ...table, generation }, until),
    ]);
    if (active === generation) return { generation, months };
    generation = active;
  }
}

/** The revisions of all months up to one, oldest first. */
async function loadMonths(table: CellTable, until: string): Promise<Map<string, number>> {
  const months = new Map<string, number>();
  await Promise.all(
    Array.from({ length: table.lanes }, (_, lane) =>
      queryCells(
        table,
        revisionPartition(table, lane),
        { first: '0', last: `${until}~` },
        ({ sk, all }) => {
          const month = (sk?.S ?? '').slice(0, 7);
          months.set(month, (months.get(month) ?? 0) + Number(all?.N ?? 0));
        },
        { ProjectionExpression: 'sk, #all', ExpressionAttributeNames: { '#all': 'all' } },
      ),
    ),
  );
  return new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1)));
}
