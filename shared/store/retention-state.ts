import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { conditionHeld } from './condition-held.ts';
import { keptFor } from './kept-for.ts';
import { registryItems } from './registry-items.ts';

const daySchema = z.iso.date();

const retentionStateSchema = z.object({
  /** The home day whose nightly run was begun last; absent before the first. */
  night: daySchema.optional(),
  /** What of it is to be done next; absent when all is. */
  phase: z.enum(['groups', 'people', 'log']).optional(),
  /** The next month whose small groups are to be decided on, before its people are replaced. */
  month: z.string().optional(),
  /** Of the run that is under way: the first day whose people are kept, by source. */
  borders: z.record(z.string(), daySchema).default({}),
  /** Where the walk through the ledger goes on. */
  cursor: z.object({ pk: z.string(), sk: z.string() }).optional(),
  /** When a run last came to its end. */
  finishedAt: z.string().optional(),
  /** By source: people before this day are replaced, and in how many facts they were. */
  sources: z.record(z.string(), z.object({ before: daySchema, replaced: z.number() })).default({}),
});
/** How far the nightly run is, and what it has done to people of old interactions. */
export type RetentionState = z.infer<typeof retentionStateSchema>;

/** The state, with what tells whether somebody else has written it meanwhile. */
export interface HeldRetention {
  state: RetentionState;
  revision: number;
  /** Milliseconds since 1970: until then, another worker is at it. */
  leasedUntil: number;
}

/** How long a worker may go without a word before another goes on. */
const leaseMs = 60_000;

const memory = keptFor(60_000, async (client, tableName) => (await loadRetention(client, tableName)).state);

/** The state as of at most a minute ago: every report about people asks for it. */
export const knownRetention = memory.load;

export async function loadRetention(client: Pick<DynamoDBClient, 'send'>, tableName: string): Promise<HeldRetention> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: registryItems.retention, ConsistentRead: true }),
  );
  return {
    state: retentionStateSchema.parse(JSON.parse(Item?.b?.S ?? '{}')),
    revision: Number(Item?.v?.N ?? 0),
    leasedUntil: Number(Item?.leasedUntil?.N ?? 0),
  };
}

/** Keeps a state in place of the one held, and the lease with it (`free`: gives it up); undefined when somebody was faster. */
export async function saveRetention(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  held: HeldRetention,
  state: RetentionState,
  now: number,
  free = false,
): Promise<HeldRetention | undefined> {
  const next = { state, revision: held.revision + 1, leasedUntil: free ? 0 : now + leaseMs };
  const saving = client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: {
        ...registryItems.retention,
        b: { S: JSON.stringify(state) },
        v: { N: String(next.revision) },
        leasedUntil: { N: String(next.leasedUntil) },
      },
      ConditionExpression: held.revision === 0 ? 'attribute_not_exists(pk)' : 'v = :held',
      ...(held.revision > 0 && { ExpressionAttributeValues: { ':held': { N: String(held.revision) } } }),
    }),
  );
  return (await conditionHeld(saving)) ? next : undefined;
}
