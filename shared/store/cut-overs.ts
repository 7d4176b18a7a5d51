import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { keptFor } from './kept-for.ts';
import { registryItems } from './registry-items.ts';

type Client = Pick<DynamoDBClient, 'send'>;

const cutOversSchema = z.array(z.object({ at: z.iso.datetime() }));

const memory = keptFor(60_000, loadCutOvers);

/** The instants from which on people have other pseudonyms, the oldest first, as of at most a minute ago. */
export const knownCutOvers = memory.load;

/** The same, read now. */
export async function loadCutOvers(client: Client, tableName: string): Promise<string[]> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: registryItems.cutOvers, ConsistentRead: true }),
  );
  return cutOversSchema.parse(JSON.parse(Item?.b?.S ?? '[]')).map(({ at }) => at);
}

/** Notes a cut-over, so that reports about people say that it lies in their days; what is noted already stays as it is. */
export async function noteCutOver(client: Client, tableName: string, at: string): Promise<void> {
  const before = await loadCutOvers(client, tableName);
  if (before.includes(at)) return;
  const [was, is] = [before, [...before, at].sort()].map((all) => JSON.stringify(all.map((one) => ({ at: one }))));
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { ...registryItems.cutOvers, b: { S: is as string } },
      ConditionExpression: before.length === 0 ? 'attribute_not_exists(pk)' : 'b = :was',
      ...(before.length > 0 && { ExpressionAttributeValues: { ':was': { S: was as string } } }),
    }),
  );
  memory.forget(client, tableName);
}
