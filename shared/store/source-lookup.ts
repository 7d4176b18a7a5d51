import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dropOldest } from '../drop-oldest.ts';
import { isRecent } from '../is-recent.ts';
import type { RegistryOptions } from './commit-audited.ts';
import { registryPartitions } from './registry-items.ts';
import {
  plainItem,
  type RegisteredSource,
  readSource,
  type SourceKey,
  sourceKeySchema,
  unregisteredSource,
} from './source-item.ts';
import { hashOfKey } from './source-keys.ts';

const keptMs = 60_000;
/** What was not there may be connected at any time, and what is paused resumed: a delivery should not wait a minute. */
export const soonMs = 5_000;
const remembered = 10_000;

/** Finds sources by their id, by a key and by the address of their webhook. */
export function createSourceLookup({ client, tableName, clock }: RegistryOptions) {
  const byKey = new Map<string, { at: number; found: { key: SourceKey; source: RegisteredSource } | undefined }>();
  const byHook = new Map<string, { at: number; source: RegisteredSource | undefined }>();

  const getItem = async (pk: string, sk: string) =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: pk }, sk: { S: sk } } }))).Item;

  const findSource = async (id: string): Promise<RegisteredSource | undefined> => {
    const item = await getItem(registryPartitions.source, id);
    return item && readSource(item);
  };

  const readKey = async (hash: string) => {
    const item = await getItem(registryPartitions.key, hash);
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
      if (held === undefined || !isRecent(held.at, now, held.found ? keptFor(held.found.source) : keptMs)) {
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
      if (held !== undefined && isRecent(held.at, now, keptFor(held.source))) return held.source;
      const id = (await getItem(registryPartitions.hook, hook))?.source?.S;
      const source = id === undefined ? undefined : await findSource(id);
      byHook.delete(hook);
      dropOldest(byHook, remembered);
      byHook.set(hook, { at: now, source });
      return source;
    },
  };
}

const keptFor = (source: RegisteredSource | undefined): number =>
  source === undefined || source.pausedAt !== undefined ? soonMs : keptMs;
