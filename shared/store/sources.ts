import { type AttributeValue, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { isCanary } from '../canary.ts';
import { dropOldest } from '../drop-oldest.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { conditionHeld } from './condition-held.ts';
import { keptFor } from './kept-for.ts';
import { registryPartitions } from './registry-items.ts';
import { type NewSource, type RegisteredSource, readSource, registerRequest } from './source-item.ts';
import { hashOfKey } from './source-keys.ts';
import { createSourceLookup } from './source-lookup.ts';
import { createSourceNotes } from './source-notes.ts';

const remembered = 10_000;

/** The sources and their keys in the registry table. */
export function createSourceRegistry(options: RegistryOptions) {
  const { client, tableName, clock } = options;
  const registered = new Set<string>();

  return {
    ...createSourceLookup(options),
    ...createSourceNotes(options),

    /** Makes `key` a key of the source; only its SHA-256 is stored. Keys are random, so a plain hash gives nothing away. */
    async registerKey(key: string, source: string, expiresAt?: string): Promise<void> {
      const Item: Record<string, AttributeValue> = {
        pk: { S: registryPartitions.key },
        sk: { S: hashOfKey(key) },
        source: { S: source },
        createdAt: { S: new Date(clock()).toISOString() },
      };
      if (expiresAt !== undefined) Item.expiresAt = { S: expiresAt };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },

    /** Registers a source unless it is registered already; costs one call for each source and process. */
    async registerSource(source: NewSource): Promise<void> {
      if (registered.has(source.id)) return;
      await conditionHeld(
        client.send(new UpdateItemCommand(registerRequest(tableName, source, new Date(clock()).toISOString()))),
      );
      dropOldest(registered, remembered);
      registered.add(source.id);
    },

    /** All sources, by id, but the canary's. */
    async listSources(): Promise<RegisteredSource[]> {
      const sources: RegisteredSource[] = [];
      let start: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :source',
            ExpressionAttributeValues: { ':source': { S: registryPartitions.source } },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        sources.push(...(page.Items ?? []).map(readSource));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return sources.filter(({ id }) => !isCanary(id));
    },
  };
}
export type SourceRegistry = ReturnType<typeof createSourceRegistry>;

/** The sources that declare a cadence, as of at most a minute ago: every report asks for them. */
export const { load: loadSourcesWithCadence } = keptFor(60_000, async (client, tableName) => {
  const sources = await createSourceRegistry({ client, tableName, clock: Date.now }).listSources();
  return sources.filter(({ cadence }) => cadence !== undefined);
});
