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

/** An item takes 400 KB: some four thousand sources. What is beyond has no rates. */
const itemBytes = 390_000;

/** Snapshots in the registry table, each in a slot that the next one of the same number takes over. */
export function createSnapshots({ client, tableName }: SnapshotOptions) {
  const keyOf = (slot: number) => ({ pk: { S: registryPartitions.watch }, sk: { S: String(slot).padStart(2, '0') } });
  return {
    /** What lies in the slot; undefined when nothing does. */
    async read(slot: number): Promise<Snapshot | undefined> {
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: keyOf(slot) }));
      return Item?.b?.S === undefined ? undefined : snapshotSchema.parse(JSON.parse(Item.b.S));
    },

    /** Puts the snapshot into the slot; one that is too large for an item loses its last sources. */
    async write(slot: number, { at, sources }: Snapshot): Promise<void> {
      const entries = Object.entries(sources);
      let text = JSON.stringify({ at, sources });
      while (Buffer.byteLength(text) > itemBytes) {
        entries.length = Math.floor(entries.length * 0.9);
        text = JSON.stringify({ at, sources: Object.fromEntries(entries) });
      }
      await client.send(new PutItemCommand({ TableName: tableName, Item: { ...keyOf(slot), b: { S: text } } }));
    },
  };
}
export type Snapshots = ReturnType<typeof createSnapshots>;
