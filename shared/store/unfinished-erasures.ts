import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Erasure } from '../erasure.ts';
import { readReceipt } from './erasure-item.ts';
import { registryPartitions } from './registry-items.ts';

type Item = Record<string, AttributeValue>;

interface Registry {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
}

/** The items of all erasures that are not SHREDDED, oldest first; strongly consistent. */
export async function unfinishedErasureItems({ client, tableName }: Registry): Promise<Item[]> {
  const found: Item[] = [];
  for (let start: Item | undefined, more = true; more; more = start !== undefined) {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: '#state <> :done',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':pk': { S: registryPartitions.erasure }, ':done': { S: 'SHREDDED' } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  }
  return found;
}

/** The receipts of all erasures that are not SHREDDED, oldest first: for who has no key to read whom they are about. */
export const unfinishedErasures = async (registry: Registry): Promise<Erasure[]> =>
  (await unfinishedErasureItems(registry)).map(readReceipt);
