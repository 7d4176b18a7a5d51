import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { registryPartitions } from './registry-items.ts';

const countsSchema = z.object({
  recorded: z.number(),
  duplicates: z.number(),
  rejected: z.number(),
  ignored: z.number(),
  unknown: z.number(),
});
/** What a source has counted since it was registered. */
export type SourceCounts = z.infer<typeof countsSchema>;

const snapshotSchema = z.object({ at: z.number(), sources: z.record(z.string(), countsSchema) });
/** The counts of all sources at an instant, epoch milliseconds. */
export type Snapshot = z.infer<typeof snapshotSchema>;

export interface SnapshotOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
}

/** Sources are looked at every five minutes. */
const lookMs = 300_000;
export const looksInHour = 12;
/** One more than an hour has: what is read is not what is written. */
const slots = looksInHour + 1;
/** An item takes 400 KB: some four thousand sources. What is beyond has no rates. */
const itemBytes = 390_000;

/** Snapshots in the registry table, each in the slot of its look, which a look an hour later takes over. */
export function createSnapshots({ client, tableName }: SnapshotOptions) {
  const keyOf = (at: number) => ({
    pk: { S: registryPartitions.watch },
    sk: { S: String(Math.floor(at / lookMs) % slots).padStart(2, '0') },
  });
  return {
    /** The snapshot of so many looks before `now`, epoch milliseconds; undefined when that look was missed. */
    async before(now: number, looks: number): Promise<Snapshot | undefined> {
      const then = now - looks * lookMs;
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf(then) }));
      const held = Item?.b?.S === undefined ? undefined : snapshotSchema.parse(JSON.parse(Item.b.S));
      // What an earlier look left in the slot is of another time.
      return held && Math.abs(then - held.at) < lookMs ? held : undefined;
    },

    /** Keeps the snapshot; one that is too large for an item loses its last sources. */
    async write({ at, sources }: Snapshot): Promise<void> {
      const entries = Object.entries(sources);
      let text = JSON.stringify({ at, sources });
      while (Buffer.byteLength(text) > itemBytes) {
        entries.length = Math.floor(entries.length * 0.9);
        text = JSON.stringify({ at, sources: Object.fromEntries(entries) });
      }
      await client.send(new PutItemCommand({ TableName: tableName, Item: { ...keyOf(at), b: { S: text } } }));
    },
  };
}
export type Snapshots = ReturnType<typeof createSnapshots>;
