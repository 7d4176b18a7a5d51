import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { registryPartitions } from './registry-items.ts';
import { type RegisteredSource, readSource } from './source-item.ts';

/** A registered source as it is at this moment, or undefined. */
export async function readRegistered(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  id: string,
): Promise<RegisteredSource | undefined> {
  const Key = { pk: { S: registryPartitions.source }, sk: { S: id } };
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item && readSource(Item);
}
