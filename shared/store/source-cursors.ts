import { type AttributeValue, type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './condition-held.ts';
import { registryPartitions } from './registry-items.ts';

/** How far a source that is asked on a schedule was read. `pk` is `CURSOR`, `sk` the source's id. */
export interface SourceCursor {
  /** What the adapter said with the last page that was taken; undefined before the first. */
  cursor: unknown;
  /** How often it was stored. */
  revision: number;
  /** The last run ended for want of time: the next one goes on at once. */
  unfinished: boolean;
  /** When a run last began, whether or not it ended; ISO 8601 in UTC. */
  begunAt?: string;
}

export interface SourceCursorOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
}

/** Where a source that was never asked is. */
export const atTheBeginning: SourceCursor = { cursor: undefined, revision: 0, unfinished: false };

/** Takes a source back to its beginning, at once: a run under way notices that it was overtaken, and stops. */
export const restartRequest = (TableName: string, source: string) => ({
  TableName,
  Key: { pk: { S: registryPartitions.cursor }, sk: { S: source } },
  UpdateExpression: 'SET revision = if_not_exists(revision, :none) + :one, unfinished = :more REMOVE #cursor',
  ExpressionAttributeNames: { '#cursor': 'cursor' },
  ExpressionAttributeValues: { ':none': { N: '0' }, ':one': { N: '1' }, ':more': { BOOL: true } },
});

/** The cursors in the registry table. */
export function createSourceCursors({ client, tableName }: SourceCursorOptions) {
  return {
    /** All of them by source, as they are now. */
    async list(): Promise<Map<string, SourceCursor>> {
      const cursors = new Map<string, SourceCursor>();
      let start: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :cursor',
            ExpressionAttributeValues: { ':cursor': { S: registryPartitions.cursor } },
            ConsistentRead: true,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        for (const item of page.Items ?? []) cursors.set(item.sk?.S ?? '', readCursor(item));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return cursors;
    },

    /** Notes that a run begins, so that one which takes the whole process down is not begun again at once. */
    async begin(source: string, at: string): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: registryPartitions.cursor }, sk: { S: source } },
          UpdateExpression: 'SET begunAt = :at',
          ExpressionAttributeValues: { ':at': { S: at } },
        }),
      );
    },

    /**
     * Stores where a source is, unless it was stored since `read` was: then two runs met, the answer is undefined, and
     * this one must stop, or it would step back behind the other. Else what is stored now.
     */
    async store(source: string, read: SourceCursor, cursor: unknown): Promise<SourceCursor | undefined> {
      const revision = read.revision + 1;
      const stored = await update(source, read.revision, {
        UpdateExpression: 'SET #cursor = :cursor, revision = :revision',
        ExpressionAttributeNames: { '#cursor': 'cursor' },
        ExpressionAttributeValues: { ':cursor': { S: JSON.stringify(cursor) }, ':revision': { N: String(revision) } },
      });
      return stored ? { ...read, cursor, revision } : undefined;
    },

    /** Notes whether there is more to be read, unless another run went on meanwhile. */
    async noteUnfinished(source: string, read: SourceCursor, unfinished: boolean): Promise<void> {
      if (read.unfinished === unfinished) return;
      await update(source, read.revision, {
        UpdateExpression: 'SET unfinished = :unfinished, revision = :same',
        ExpressionAttributeValues: { ':unfinished': { BOOL: unfinished }, ':same': { N: String(read.revision) } },
      });
    },
  };

  async function update(
    source: string,
    revision: number,
    change: {
      UpdateExpression: string;
      ExpressionAttributeNames?: Record<string, string>;
      ExpressionAttributeValues: Record<string, AttributeValue>;
    },
  ): Promise<boolean> {
    const isAsRead = revision === 0 ? '(attribute_not_exists(revision) OR revision = :read)' : 'revision = :read';
    return conditionHeld(
      client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: registryPartitions.cursor }, sk: { S: source } },
          ...change,
          ConditionExpression: isAsRead,
          ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ':read': { N: String(revision) } },
        }),
      ),
    );
  }
}
export type SourceCursors = ReturnType<typeof createSourceCursors>;

const readCursor = (item: Record<string, AttributeValue>): SourceCursor => ({
  cursor: item.cursor?.S === undefined ? undefined : JSON.parse(item.cursor.S),
  revision: Number(item.revision?.N ?? 0),
  unfinished: item.unfinished?.BOOL ?? false,
  ...(item.begunAt?.S !== undefined && { begunAt: item.begunAt.S }),
});
