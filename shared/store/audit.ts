import { randomBytes } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type AuditEntry, type AuditedChange, auditEntrySchema } from '../audit.ts';
import { type Connection, connectionOf, type PageRequest, windowOf } from './connection.ts';
import { registryPartitions } from './registry-items.ts';

/** The item of a change: `sk` is the instant (epoch milliseconds given) and a random word, `b` the entry as JSON. */
export const auditItem = (entry: AuditEntry, at: number): Record<string, AttributeValue> => ({
  pk: { S: registryPartitions.audit },
  sk: { S: `${new Date(at).toISOString()}#${randomBytes(6).toString('hex')}` },
  b: { S: JSON.stringify(entry) },
});

/** A page of the audit trail, newest first, both ways; each change is on exactly one page. */
export async function listAudit(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  page: PageRequest,
): Promise<Connection<AuditedChange>> {
  const window = windowOf(page);
  const newestFirst = window.from === 'start';
  const oldest = window.before?.sort ?? '0';
  const newest = window.after?.sort ?? '~';
  if (oldest > newest) return connectionOf([], window, false);
  const items: Record<string, AttributeValue>[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const found = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :audit AND sk BETWEEN :oldest AND :newest',
        ExpressionAttributeValues: {
          ':audit': { S: registryPartitions.audit },
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
  return connectionOf(listed.map(placed), window, items.length > window.count);
}

function placed(item: Record<string, AttributeValue>) {
  const sort = item.sk?.S ?? '';
  const node = { ...auditEntrySchema.parse(JSON.parse(item.b?.S ?? '')), id: sort, at: sort.slice(0, 24) };
  return { place: { sort, tie: '' }, node };
}
