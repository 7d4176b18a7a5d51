import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type Put,
  PutItemCommand,
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

export interface AlertStoreOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry. */
  tableName: string;
}

/** Alerts in the registry table: `pk` is `ALERT`, `sk` the id, JSON in `b`, the revision in `v`. */
export function createAlertStore({ client, tableName }: AlertStoreOptions) {
  return {
    /** All alerts, by id, with what was written just before. */
    async list(): Promise<StoredAlert[]> {
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
    },

    /** The alert of an id as it is now. */
    async find(id: string): Promise<StoredAlert | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: keyOf(id), ConsistentRead: true }),
      );
      return Item && readAlert(Item);
    },

    /** Writes an alert unless it was written since that revision (0: there was none); undefined: somebody was faster. */
    async write(id: string, revision: number, alert: KeptAlert): Promise<StoredAlert | undefined> {
      const written = await unlessFaster(client.send(new PutItemCommand(alertPut(tableName, { id, revision, alert }))));
      return written ? { id, revision: revision + 1, alert } : undefined;
    },

    /** Removes an alert unless it was written since that revision; whether it did. */
    remove: ({ id, revision }: Pick<StoredAlert, 'id' | 'revision'>): Promise<boolean> =>
      unlessFaster(
        client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(id), ...unchangedSince(revision) })),
      ),
  };
}
export type AlertStore = ReturnType<typeof createAlertStore>;

/** The write of an alert over the revision that it was made from. */
export const alertPut = (tableName: string, { id, revision, alert }: StoredAlert) =>
  ({
    TableName: tableName,
    Item: { ...keyOf(id), v: { N: String(revision + 1) }, b: { S: JSON.stringify(alert) } },
    ...unchangedSince(revision),
  }) satisfies Put;

const keyOf = (id: string) => ({ pk: { S: registryPartitions.alert }, sk: { S: id } });

const unchangedSince = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': { N: String(revision) } } };

const readAlert = ({ sk, v, b }: Record<string, AttributeValue>): StoredAlert => ({
  id: sk?.S ?? '',
  revision: Number(v?.N),
  alert: keptAlertSchema.parse(JSON.parse(b?.S ?? '')),
});

async function unlessFaster(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
