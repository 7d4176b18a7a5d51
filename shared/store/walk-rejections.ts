import type { KeyObject } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { RefusalCode } from '../errors.ts';
import type { RejectionState } from '../rejection.ts';
import type { Place } from './place.ts';
import { type ListedRejection, openItem, rejectionPartition } from './rejection-item.ts';

/** Which rejections; what is absent does not matter. */
export interface RejectionFilter {
  /** Instants (ISO 8601), both included; by default the last 30 days. */
  from?: string | undefined;
  to?: string | undefined;
  source?: string | undefined;
  code?: RefusalCode | undefined;
  path?: string | undefined;
  state?: RejectionState | undefined;
}

/** A part of the list and the direction in which it is walked. */
export interface Stretch {
  newestFirst: boolean;
  /** Places of the list that the stretch lies strictly between; the list is newest first. */
  after?: Place;
  before?: Place;
}

export interface WalkOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  key: KeyObject;
  clock: () => number;
  keptMs: number;
}

const dayMs = 86_400_000;

/** The rejections of a stretch one by one, read as they are asked for. */
export async function* walkRejections(
  options: WalkOptions,
  filter: RejectionFilter,
  { newestFirst, after, before }: Stretch,
): AsyncGenerator<ListedRejection> {
  const { clock, keptMs, key } = options;
  const now = clock();
  const from = new Date(Math.max(Date.parse(filter.from ?? '') || 0, now - keptMs)).toISOString();
  const to = `${new Date(Math.min(Date.parse(filter.to ?? '') || now, now)).toISOString()}#~`;
  const oldest = before !== undefined && before.sort > from ? before.sort : from;
  const newest = after !== undefined && after.sort < to ? after.sort : to;
  for (const day of daysBetween(oldest.slice(0, 10), newest.slice(0, 10), newestFirst)) {
    const stretch = { pk: rejectionPartition(day), oldest, newest, ascending: !newestFirst };
    for await (const item of walkPartition(options, stretch, filter)) {
      const members = openItem(key, item);
      // Within an item the order is that of the request, whichever way the list is walked.
      for (const one of newestFirst ? members : members.reverse()) {
        if (matches(one, filter) && isAfter(one.place, after) && isBefore(one.place, before)) yield one;
      }
    }
  }
}

export interface PartitionStretch {
  pk: string;
  oldest?: string;
  newest?: string;
  ascending: boolean;
}

/** The items of a partition in the order of their sort keys, page by page. */
export async function* walkPartition(
  { client, tableName }: Pick<WalkOptions, 'client' | 'tableName'>,
  { pk, oldest = ' ', newest = '~', ascending }: PartitionStretch,
  { source, code }: Pick<RejectionFilter, 'source' | 'code'> = {},
): AsyncGenerator<Record<string, AttributeValue>> {
  if (oldest > newest) return;
  const filters = [source && 'contains(sources, :source)', code && 'contains(codes, :code)'].filter(Boolean);
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :oldest AND :newest',
        ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
        ExpressionAttributeValues: {
          ':pk': { S: pk },
          ':oldest': { S: oldest },
          ':newest': { S: newest },
          ...(source && { ':source': { S: source } }),
          ...(code && { ':code': { S: code } }),
        },
        ScanIndexForward: ascending,
        // Items are up to 300 KB: a few fill the 1 MB of a page anyway.
        Limit: 25,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

const isAfter = (place: Place, other: Place | undefined): boolean =>
  other === undefined ||
  place.sort < other.sort ||
  (place.sort === other.sort && Number(place.tie) > Number(other.tie));

const isBefore = (place: Place, other: Place | undefined): boolean =>
  other === undefined ||
  place.sort > other.sort ||
  (place.sort === other.sort && Number(place.tie) < Number(other.tie));

const matches = (rejection: ListedRejection, { source, code, path, state }: RejectionFilter): boolean =>
  (source === undefined || rejection.source === source) &&
  (code === undefined || rejection.code === code) &&
  (path === undefined || rejection.path === path) &&
  (state === undefined || rejection.state === state);

function daysBetween(oldest: string, newest: string, newestFirst: boolean): string[] {
  const days: string[] = [];
  for (let day = Date.parse(oldest); day <= Date.parse(newest); day += dayMs) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return newestFirst ? days.reverse() : days;
}
