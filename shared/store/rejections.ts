import { type KeyObject, randomBytes } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { packRejections, type Rejection, rejectionSchema } from '../rejection.ts';
import { seal, unseal } from './seal.ts';

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

export interface ListedRejection extends Rejection {
  cursor: string;
  /** When it was refused, ISO 8601 in UTC. */
  recordedAt: string;
}

const dayMs = 86_400_000;
/** Long enough to correct a feed after a holiday, short enough for personal data. */
const keptDays = 30;

/**
 * Refused interactions with their payload, newest first. Items are one for each request and 300 KB: `pk` is `D#` and the
 * UTC day, `sk` the instant and a random word; codes and sources are in clear for filters, all else is sealed in `b`.
 */
export function createRejectionStore({ client, tableName, key, clock }: RejectionStoreOptions) {
  return {
    /** Keeps the rejections for 30 days; resolves once all are stored, throws when one is not. */
    async put(rejections: readonly Rejection[]): Promise<void> {
      const now = clock();
      const time = new Date(now).toISOString();
      const items = packRejections(rejections).map((pack) => {
        const pk = `D#${time.slice(0, 10)}`;
        const sk = `${time}#${randomBytes(6).toString('hex')}`;
        const Item: Record<string, AttributeValue> = {
          pk: { S: pk },
          sk: { S: sk },
          count: { N: String(pack.count) },
          codes: { SS: pack.codes },
          b: { B: seal(key, `${pk}|${sk}`, pack.text) },
          expiresAt: { N: String(Math.floor((now + keptDays * dayMs) / 1000)) },
        };
        if (pack.sources.length > 0) Item.sources = { SS: pack.sources };
        return Item;
      });
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

const itemSchema = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ S: z.string() }),
  b: z.object({ B: z.instanceof(Uint8Array) }),
});

function openItem(key: KeyObject, item: Record<string, AttributeValue>): ListedRejection[] {
  const { pk, sk, b } = itemSchema.parse(item);
  const list = z.array(rejectionSchema).parse(JSON.parse(unseal(key, `${pk.S}|${sk.S}`, b.B)));
  return list.map((rejection, position) => ({
    ...rejection,
    recordedAt: sk.S.slice(0, 24),
    cursor: Buffer.from(`${sk.S}#${position}`).toString('base64url'),
  }));
}

const matches = (rejection: Rejection, { source, code }: RejectionQuery): boolean =>
  (source === undefined || rejection.source === source) && (code === undefined || rejection.code === code);

/** The place a cursor names; one that is not ours starts from the newest. */
function readCursor(cursor: string): { time: string; sk: string } | undefined {
  const [time, word, position] = Buffer.from(cursor, 'base64url').toString().split('#');
  if (time === undefined || word === undefined || position === undefined) return undefined;
  return Number.isNaN(Date.parse(time)) ? undefined : { time, sk: `${time}#${word}` };
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);
