import { randomBytes } from 'node:crypto';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AuditEntry, type AuditedChange, auditEntrySchema } from '../audit.ts';
import type { Connection, PageRequest } from './connection.ts';
import { pageOfPartition } from './page-of-partition.ts';
import { registryPartitions } from './registry-items.ts';

/** The item of a change: `sk` is the instant (epoch milliseconds given) and a random word, `b` the entry as JSON. */
export const auditItem = (entry: AuditEntry, at: number): Record<string, AttributeValue> => ({
  pk: { S: registryPartitions.audit },
  sk: { S: `${new Date(at).toISOString()}#${randomBytes(6).toString('hex')}` },
  b: { S: JSON.stringify(entry) },
});

/** A page of the audit trail, newest first, both ways; each change is on exactly one page. */
export const listAudit = (
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  page: PageRequest,
): Promise<Connection<AuditedChange>> =>
  pageOfPartition({ client, tableName, partition: registryPartitions.audit }, page, (item) => {
    const sort = item.sk?.S ?? '';
    return { ...auditEntrySchema.parse(JSON.parse(item.b?.S ?? '')), id: sort, at: sort.slice(0, 24) };
  });
