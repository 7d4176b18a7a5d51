import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { registryPartitions } from './registry-items.ts';
import { plainItem } from './source-item.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** The last run of something that the clock starts. */
const runSchema = z.object({
  /** What ran. */
  name: z.string(),
  /** When it began, ISO 8601 in UTC, and how long it took. */
  at: z.string(),
  milliseconds: z.number(),
  /** The name of the error that ended it; absent when it went well. */
  error: z.string().optional(),
  /** What it counted, as JSON. */
  told: z.string().optional(),
});
export type Run = z.infer<typeof runSchema>;

/** Notes runs, the last of each name. */
export interface Runs {
  note(run: Run): Promise<void>;
}

/** The notes of runs in the registry: an item for each name, so that they never grow. */
export const createRuns = (client: Client, tableName: string): Runs => ({
  async note(run) {
    const { name, at, milliseconds, error, told } = run;
    const Item = {
      pk: { S: registryPartitions.run },
      sk: { S: name },
      at: { S: at },
      milliseconds: { N: String(milliseconds) },
      ...(error !== undefined && { error: { S: error } }),
      ...(told !== undefined && { told: { S: told } }),
    };
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
  },
});

/** The last run of each name. */
export async function listRuns(client: Client, tableName: string): Promise<Run[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :run',
      ExpressionAttributeValues: { ':run': { S: registryPartitions.run } },
    }),
  );
  return Items.map(({ pk: _, sk, ...item }) => runSchema.parse({ ...plainItem(item), name: sk?.S }));
}
