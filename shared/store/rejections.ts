import type { KeyObject } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { packRejections, type Rejection } from '../rejection.ts';
import { type ListedRejection, openItem, readCursor, rejectionItem } from './rejection-item.ts';

export interface RejectionStoreOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** The key `payload` of `deriveKeys`. */
  key: KeyObject;
  /** Milliseconds since 1970. */
  clock: () => number;
}

export interface RejectionQuery {
  /** Instants (ISO 8601), both included; by default the last 30 days. */
  from?: string;
  to?: string;
  source?: string;
  code?: string;
  /** How many at most. */
  first: number;
  /** Cursor of the last one already seen. */
  after?: string;
}

const dayMs = 86_400_000;
/** Long enough to correct a feed after a holiday, short enough for personal data. */
const keptDays = 30;

/** The store of refused interactions with their payload, newest first. */
export function createRejectionStore({ client, tableName, key, clock }: RejectionStoreOptions) {
  return {
    /** Keeps the rejections for 30 days; resolves once all are stored, throws when one is not. */
    async put(rejections: readonly Rejection[]): Promise<void> {
      const now = clock();
      const time = new Date(now).toISOString();
      const expiresAt = Math.floor((now + keptDays * dayMs) / 1000);
      const items = packRejections(rejections).map((pack) => rejectionItem(pack, key, time, expiresAt));
      await Promise.all(items.map((Item) => client.send(new PutItemCommand({ TableName: tableName, Item }))));
    },

    /** A page of rejections, newest first; `hasNextPage` says whether more follow. */
    async list(query: RejectionQuery): Promise<{ rejections: ListedRejection[]; hasNextPage: boolean }> {
      const now = clock();
      const cursor = query.after === undefined ? undefined : readCursor(query.after);
      const oldest = new Date(Math.max(Date.parse(query.from ?? '') || 0, now - keptDays * dayMs)).toISOString();
      const given = new Date(Math.min(Date.parse(query.to ?? '') || now, now)).toISOString();
      const newest = cursor !== undefined && cursor.time < given ? cursor.time : given;
      const found: ListedRejection[] = [];
      for (let day = newest.slice(0, 10); day >= oldest.slice(0, 10); day = dayBefore(day)) {
        for await (const item of itemsOfDay(`D#${day}`, oldest, cursor?.sk ?? `${newest}#~`, query)) {
          for (const rejection of item) {
            if (cursor !== undefined && rejection.cursor === query.after) found.length = 0;
            else if (matches(rejection, query)) found.push(rejection);
          }
          if (found.length > query.first) return { rejections: found.slice(0, query.first), hasNextPage: true };
        }
      }
      return { rejections: found, hasNextPage: false };
    },
  };

  async function* itemsOfDay(pk: string, oldest: string, newest: string, { source, code }: RejectionQuery) {
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
          ScanIndexForward: false,
          // Items are up to 300 KB: a few fill the 1 MB of a page anyway.
          Limit: 25,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) yield openItem(key, item);
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }
}
export type RejectionStore = ReturnType<typeof createRejectionStore>;

const matches = (rejection: Rejection, { source, code }: RejectionQuery): boolean =>
  (source === undefined || rejection.source === source) && (code === undefined || rejection.code === code);

const dayBefore = (day: string): string => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);
