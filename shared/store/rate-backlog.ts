import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Backlog, backlogSchema } from '../rate-share.ts';
import { registryItems } from './registry-items.ts';
import { plainItem } from './source-item.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** What the fold noted last; undefined when it never did. */
export async function readBacklog(client: Client, tableName: string): Promise<Backlog | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: registryItems.backlog }));
  return Item && backlogSchema.parse(plainItem(Item));
}

/** Notes how far the fold is behind, unless another fold did since `before` was read. */
export async function writeBacklog(
  client: Client,
  tableName: string,
  before: Backlog | undefined,
  backlog: Backlog,
): Promise<void> {
  const numbers = Object.entries(backlog).filter((entry): entry is [string, number] => entry[1] !== undefined);
  const request = new PutItemCommand({
    TableName: tableName,
    Item: { ...registryItems.backlog, ...Object.fromEntries(numbers.map(([name, value]) => [name, number(value)])) },
    ExpressionAttributeNames: { '#at': 'at' },
    ...(before === undefined
      ? { ConditionExpression: 'attribute_not_exists(#at)' }
      : { ConditionExpression: '#at = :at', ExpressionAttributeValues: { ':at': number(before.at) } }),
  });
  await client.send(request).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

const number = (value: number): AttributeValue => ({ N: String(value) });
