import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  type Put,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { type KeptAlert, keptAlertSchema } from '../alert.ts';
import { registryPartitions } from './registry-items.ts';

/** An alert as it lies in the registry; `revision` counts how often it was written. */
export interface StoredAlert {
  id: string;
  revision: number;
  alert: KeptAlert;
}

export interface AlertOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry: there `pk` is `ALERT`, `sk` the id, `b` JSON, `v` the revision. */
  tableName: string;
}

/** All alerts, by id, with what was written just before. */
export async function listAlerts({ client, tableName }: AlertOptions): Promise<StoredAlert[]> {
  const alerts: StoredAlert[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: registryPartitions.alert } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    alerts.push(...(page.Items ?? []).map(readAlert));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return alerts;
}

/** The alert of an id as it is now. */
export async function findAlert({ client, tableName }: AlertOptions, id: string): Promise<StoredAlert | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: alertKey(id), ConsistentRead: true }),
  );
  return Item && readAlert(Item);
}

/** The write of an alert unless it was written since the revision that it was made from; 0: there was none. */
export const alertPut = (tableName: string, { id, revision, alert }: StoredAlert) =>
  ({
    TableName: tableName,
    Item: { ...alertKey(id), v: { N: String(revision + 1) }, b: { S: JSON.stringify(alert) } },
    ...unchangedSince(revision),
  }) satisfies Put;

export const alertKey = (id: string) => ({ pk: { S: registryPartitions.alert }, sk: { S: id } });

/** The condition that nobody wrote an alert since that revision. */
export const unchangedSince = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': { N: String(revision) } } };

const readAlert = ({ sk, v, b }: Record<string, AttributeValue>): StoredAlert => ({
  id: sk?.S ?? '',
  revision: Number(v?.N),
  alert: keptAlertSchema.parse(JSON.parse(b?.S ?? '')),
});
