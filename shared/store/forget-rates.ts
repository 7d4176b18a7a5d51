import { DeleteItemCommand, type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './condition-held.ts';
import { registryPartitions } from './registry-items.ts';

/** Longer than any bucket takes to fill, and than a clock is wrong without anybody seeing it. */
const keptMs = 86_400_000;
/** Some seconds' worth: the next night takes the rest. */
const mostRemoved = 2_000;

/**
 * Removes the buckets that were full a day ago: a full one is the same as none, and the keys say who asked. One that was
 * used meanwhile stays. `now` in milliseconds since 1970.
 */
export async function forgetRates(client: DynamoDBClient, tableName: string, now: number): Promise<void> {
  const values = { ':until': { N: String((now - keptMs) * 1000) } };
  const query = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk',
    FilterExpression: 't < :until',
    ExpressionAttributeValues: { ':pk': { S: registryPartitions.rate }, ...values },
    ProjectionExpression: 'pk, sk',
  };
  let removed = 0;
  for await (const { Items = [] } of paginateQuery({ client }, query)) {
    for (const { pk, sk } of Items as Required<typeof Items>) {
      if (removed++ === mostRemoved) return;
      const unused = { ConditionExpression: 't < :until', ExpressionAttributeValues: values };
      await conditionHeld(
        client.send(new DeleteItemCommand({ TableName: tableName, Key: { pk, sk } as never, ...unused })),
      );
    }
  }
}
