import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isRecent } from '../is-recent.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/**
 * A value of a table that is read at most once in so many milliseconds for each client and table; after `forget` the next
 * call reads it anew. A failed read throws and is tried again at the next call.
 */
export function keptFor<T>(keptMs: number, read: (client: Client, tableName: string) => Promise<T>) {
  const kept = new WeakMap<object, Map<string, { at: number; value: Promise<T> }>>();
  const tablesOf = (client: Client) => {
    const tables = kept.get(client) ?? new Map();
    kept.set(client, tables);
    return tables;
  };
  return {
    load(client: Client, tableName: string, clock: () => number = Date.now): Promise<T> {
      const tables = tablesOf(client);
      const now = clock();
      const held = tables.get(tableName);
      if (held !== undefined && isRecent(held.at, now, keptMs)) return held.value;
      const entry = {
        at: now,
        value: read(client, tableName).catch((error: unknown) => {
          // Unless something newer is kept by now.
          if (tables.get(tableName) === entry) tables.delete(tableName);
          throw error;
        }),
      };
      tables.set(tableName, entry);
      return entry.value;
    },

    forget(client: Client, tableName: string): void {
      kept.get(client)?.delete(tableName);
    },
  };
}
