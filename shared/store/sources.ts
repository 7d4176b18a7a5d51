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
import { registryPartitions } from './registry-items.ts';
import {
  countRequest,
  type NewSource,
  noteRequest,
  noteRunRequest,
  plainItem,
  type RegisteredSource,
  readSource,
  registerRequest,
  type SourceKey,
  type SourceNote,
  sourceKeySchema,
  unregisteredSource,
} from './source-item.ts';
import { hashOfKey } from './source-keys.ts';
import { noteKinds } from './source-kinds.ts';

export interface SourceRegistryOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

const keptMs = 60_000;
/** What was not there may be connected at any time, and what is paused resumed: a delivery should not wait a minute. */
export const soonMs = 5_000;
const remembered = 10_000;

/** The sources and their keys in the registry table. */
export function createSourceRegistry({ client, tableName, clock }: SourceRegistryOptions) {
  const byKey = new Map<string, { at: number; found: { key: SourceKey; source: RegisteredSource } | undefined }>();
  const byHook = new Map<string, { at: number; source: RegisteredSource | undefined }>();
  const newest = new Map<string, string>();
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
    return { key, source: (await findSource(key.source)) ?? unregisteredSource(key.source) };
  };

  return {
    /** The registered source, or `undefined`. */
    findSource,

    /** The source a key belongs to, or `undefined` for an unknown or expired key; answers are kept for 60 s, that it is paused for 5 s. */
    async findSourceByKey(key: string): Promise<RegisteredSource | undefined> {
      const hash = hashOfKey(key);
      const now = clock();
      let held = byKey.get(hash);
      if (held === undefined || now - held.at >= (held.found ? keptFor(held.found.source) : keptMs)) {
        held = { at: now, found: await readKey(hash) };
        dropOldest(byKey, remembered);
        byKey.set(hash, held);
      }
      if (held.found === undefined) return undefined;
      const { expiresAt } = held.found.key;
      return expiresAt !== undefined && Date.parse(expiresAt) <= now ? undefined : held.found.source;
    },

    /**
     * The source whose webhook has this last part in its address (`hookOf`), or `undefined`. What it found is kept for
     * 60 s; that there is none, or that it is paused, for 5 s.
     */
    async findSourceByHook(hook: string): Promise<RegisteredSource | undefined> {
      // Anybody may call any address: what is no hook costs no read.
      if (!/^[\w-]{22}$/.test(hook)) return undefined;
      const now = clock();
      const held = byHook.get(hook);
      if (held !== undefined && now - held.at < keptFor(held.source)) return held.source;
      const id = (await getItem(registryPartitions.hook, hook))?.source?.S;
      const source = id === undefined ? undefined : await findSource(id);
      byHook.delete(hook);
      dropOldest(byHook, remembered);
      byHook.set(hook, { at: now, source });
      return source;
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

    /**
     * Adds what a batch told of a source: counts, and when it last said something, which moves forward and never back.
     * One call, or two where the batch has nothing newer and this process does not know so yet.
     */
    async noteInteractions(source: string, note: SourceNote): Promise<void> {
      const known = newest.get(source) ?? '';
      if (note.latest > known) {
        const held = await newestHeld(client.send(new UpdateItemCommand(noteRequest(tableName, source, note, true))));
        newest.delete(source);
        dropOldest(newest, remembered);
        newest.set(source, held ?? note.latest);
        if (held === undefined) return;
      }
      await client.send(new UpdateItemCommand(noteRequest(tableName, source, note, false)));
    },

    /**
     * Adds to how often a source sent kinds that are left alone; those that its adapter does not know begin with `? `. At
     * most 200 kinds are told apart.
     */
    noteKinds: (source: string, kinds: ReadonlyMap<string, number>): Promise<void> =>
      noteKinds(client, tableName, source, kinds),

    /** Notes that a scheduled source was asked at `at` (ISO 8601); `error` is the code of what went wrong. */
    async noteRun(source: string, at: string, error?: string): Promise<void> {
      await ignoreFailedCondition(client.send(new UpdateItemCommand(noteRunRequest(tableName, source, at, error))));
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

const keptFor = (source: RegisteredSource | undefined): number =>
  source === undefined || source.pausedAt !== undefined ? soonMs : keptMs;

function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const oldest = kept.size >= most ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}

/** What the item has as its newest, where that is not older; `undefined` when it took the new one. */
async function newestHeld(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.lastInteractionAt?.S ?? '';
  }
}

async function ignoreFailedCondition(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
