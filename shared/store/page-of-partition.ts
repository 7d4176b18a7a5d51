import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Connection, connectionOf, type PageRequest, windowOf } from './connection.ts';

type Item = Record<string, AttributeValue>;

/**
 * A page of a partition whose sort keys begin with an instant, newest first, both ways; each item is on exactly one page.
 * Cursors are sort keys. Strongly consistent.
 */
export async function pageOfPartition<T>(
  { client, tableName, partition }: { client: Pick<DynamoDBClient, 'send'>; tableName: string; partition: string },
  page: PageRequest,
  read: (item: Item) => T,
): Promise<Connection<T>> {
  const window = windowOf(page);
  const newestFirst = window.from === 'start';
  const oldest = window.before?.sort ?? '0';
  const newest = window.after?.sort ?? '~';
  if (oldest > newest) return connectionOf([], window, false);
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const found = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :partition AND sk BETWEEN :oldest AND :newest',
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ':oldest': { S: oldest },
          ':newest': { S: newest },
        },
        ScanIndexForward: !newestFirst,
        ConsistentRead: true,
        // One to know whether more follow, and the two cursors, which BETWEEN includes.
        Limit: window.count + 3 - items.length,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(found.Items ?? []).filter(({ sk }) => sk?.S !== oldest && sk?.S !== newest));
    start = found.LastEvaluatedKey;
  } while (start !== undefined && items.length <= window.count);
  const listed = items.slice(0, window.count);
  if (!newestFirst) listed.reverse();
  const placed = listed.map((item) => ({ place: { sort: item.sk?.S ?? '', tie: '' }, node: read(item) }));
  return connectionOf(placed, window, items.length > window.count);
}
