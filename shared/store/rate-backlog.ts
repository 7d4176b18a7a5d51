import { type AttributeValue, type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Backlog, backlogSchema, type KnownBacklog } from '../rate-share.ts';
import { conditionHeld } from './condition-held.ts';
import { registryItems } from './registry-items.ts';
import { plainItem } from './source-item.ts';

type Client = Pick<DynamoDBClient, 'send'>;

const acceptedSchema = z.object({ accepted: z.number().default(0) });

/** What the fold noted last, if ever, and what the doors counted. */
export async function readBacklog(client: Client, tableName: string): Promise<KnownBacklog> {
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: registryItems.backlog }));
  return known(Item);
}

/** Adds to what the doors accepted; what is known then. */
export async function countAccepted(client: Client, tableName: string, accepted: number): Promise<KnownBacklog> {
  const request = new UpdateItemCommand({
    TableName: tableName,
    Key: registryItems.backlog,
    UpdateExpression: 'ADD accepted :accepted',
    ExpressionAttributeValues: { ':accepted': number(accepted) },
    ReturnValues: 'ALL_NEW',
  });
  return known((await client.send(request)).Attributes);
}

/** Notes how far the fold is behind, unless another fold did since `before` was read. */
export async function writeBacklog(
  client: Client,
  tableName: string,
  { note: before }: KnownBacklog,
  { share, ...rest }: Backlog,
): Promise<void> {
  const numbers = Object.entries({ ...rest, ...(share !== undefined && { share }) });
  const request = new UpdateItemCommand({
    TableName: tableName,
    Key: registryItems.backlog,
    UpdateExpression: `SET ${numbers.map(([name]) => `#${name} = :${name}`).join(', ')}${share === undefined ? ' REMOVE #share' : ''}`,
    ConditionExpression: before === undefined ? 'attribute_not_exists(#at)' : '#at = :before',
    ExpressionAttributeNames: { ...Object.fromEntries(numbers.map(([name]) => [`#${name}`, name])), '#share': 'share' },
    ExpressionAttributeValues: {
      ...Object.fromEntries(numbers.map(([name, value]) => [`:${name}`, number(value)])),
      ...(before !== undefined && { ':before': number(before.at) }),
    },
  });
  await conditionHeld(client.send(request));
}

function known(item: Record<string, AttributeValue> | undefined): KnownBacklog {
  const plain = plainItem(item ?? {});
  return { ...acceptedSchema.parse(plain), ...(plain.at !== undefined && { note: backlogSchema.parse(plain) }) };
}

const number = (value: number): AttributeValue => ({ N: String(value) });
