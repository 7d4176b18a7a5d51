import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { keptFor } from './kept-for.ts';
import { registryItems } from './registry-items.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** How this code writes items; docs/upgrading.md has what each version changed. */
export const schemaVersion = 2;

const versionSchema = z.object({
  /** What the last migration made of the store; 1 as long as there was none. */
  version: z.number().int().min(1),
  /** The oldest code that may still read and write what is there. */
  readableBy: z.number().int().min(1),
});
export type StoredVersion = z.infer<typeof versionSchema>;

/** The store was changed by newer code in a way that this code does not know. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew';
}

/** How the items of the store are written, by the item `SCHEMA` of the registry. */
export async function readStoredVersion(client: Client, registryTable: string): Promise<StoredVersion> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: registryTable, Key: registryItems.schema, ConsistentRead: true }),
  );
  const [version, readableBy] = [Number(Item?.version?.N ?? 1), Number(Item?.readableBy?.N ?? 1)];
  return versionSchema.parse({ version, readableBy });
}

/** Notes what a migration made of the store. */
export async function writeStoredVersion(
  client: Client,
  registryTable: string,
  { version, readableBy }: StoredVersion,
): Promise<void> {
  const Item = {
    ...registryItems.schema,
    version: { N: String(version) },
    readableBy: { N: String(readableBy) },
  };
  await client.send(new PutItemCommand({ TableName: registryTable, Item }));
}

/** Throws `StoreTooNew` when code of this version may not touch the store. */
export function checkReadable({ version, readableBy }: StoredVersion, own = schemaVersion): void {
  if (own >= readableBy) return;
  throw new StoreTooNew(
    `The store has version ${version} and needs code of version ${readableBy} or newer, this is ${own}: deploy the newer release again.`,
  );
}

/** Throws `StoreTooNew` when this code may not touch the store; looked at once a minute for each client and table. */
export const assertReadable = keptFor(60_000, async (client, registryTable) =>
  checkReadable(await readStoredVersion(client, registryTable)),
).load;
