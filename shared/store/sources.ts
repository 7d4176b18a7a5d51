import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { keptForAMinute } from './kept-for-a-minute.ts';
import {
  countRequest,
  type NewSource,
  noteRequest,
  plainItem,
  type RegisteredSource,
  readSource,
  registerRequest,
  type SourceKey,
  sourceKeySchema,
} from './source-item.ts';

export interface SourceRegistryOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

const keptMs = 60_000;
const remembered = 10_000;

/** The sources and their keys in the registry table. */
export function createSourceRegistry({ client, tableName, clock }: SourceRegistryOptions) {
  const byKey = new Map<string, { at: number; found: { key: SourceKey; source: RegisteredSource } | undefined }>();
  const registered = new Set<string>();

  const getItem = async (pk: string, sk: string) =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: pk }, sk: { S: sk } } }))).Item;

  const findSource = async (id: string): Promise<RegisteredSource | undefined> => {
    const item = await getItem('SOURCE', id);
    return item && readSource(item);
  };

  const readKey = async (hash: string) => {
    const item = await getItem('KEY', hash);
    if (item === undefined) return undefined;
    const key = sourceKeySchema.parse(plainItem(item));
    return { key, source: (await findSource(key.source)) ?? { id: key.source, name: key.source, rejected: 0 } };
  };

  return {
    /** The registered source, or `undefined`. */
    findSource,

    /** The source a key belongs to, or `undefined` for an unknown or expired key; answers are kept for 60 s. */
    async findSourceByKey(key: string): Promise<RegisteredSource | undefined> {
      const hash = hashOfKey(key);
      const now = clock();
      let held = byKey.get(hash);
      if (held === undefined || now - held.at >= keptMs) {
        held = { at: now, found: await readKey(hash) };
        dropOldest(byKey, remembered);
        byKey.set(hash, held);
      }
      if (held.found === undefined) return undefined;
      const { expiresAt } = held.found.key;
      return expiresAt !== undefined && Date.parse(expiresAt) <= now ? undefined : held.found.source;
    },

    /** Makes `key` a key of the source; only its SHA-256 is stored. Keys are random, so a plain hash gives nothing away. */
    async registerKey(key: string, source: string, expiresAt?: string): Promise<void> {
      const Item: Record<string, AttributeValue> = {
        pk: { S: 'KEY' },
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
      await ignoreFailedCondition(
        client.send(new UpdateItemCommand(registerRequest(tableName, source, new Date(clock()).toISOString()))),
      );
      dropOldest(registered, remembered);
      registered.add(source.id);
    },

    /** All sources, by id. */
    async listSources(): Promise<RegisteredSource[]> {
      const sources: RegisteredSource[] = [];
      let start: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :source',
            ExpressionAttributeValues: { ':source': { S: 'SOURCE' } },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        sources.push(...(page.Items ?? []).map(readSource));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return sources;
    },

    /** Moves the source's `lastInteractionAt` forward to `latest` (ISO 8601 in UTC with milliseconds), never back. */
    async noteInteractions(source: string, latest: string): Promise<void> {
      await ignoreFailedCondition(client.send(new UpdateItemCommand(noteRequest(tableName, source, latest))));
    },

    /** Adds to the refused interactions of a source; one that is not registered is not counted. */
    async countRejections(source: string, count: number): Promise<void> {
      await ignoreFailedCondition(client.send(new UpdateItemCommand(countRequest(tableName, source, count))));
    },
  };
}
export type SourceRegistry = ReturnType<typeof createSourceRegistry>;

/** The sources that declare a cadence, as of at most a minute ago: every report asks for them. */
export const { load: loadSourcesWithCadence } = keptForAMinute(async (client, tableName) => {
  const sources = await createSourceRegistry({ client, tableName, clock: Date.now }).listSources();
  return sources.filter(({ cadence }) => cadence !== undefined);
});

const hashOfKey = (key: string) => createHash('sha256').update(key).digest('hex');

function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const oldest = kept.size >= most ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}

async function ignoreFailedCondition(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
