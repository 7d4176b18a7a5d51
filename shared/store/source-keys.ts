import { createHash, randomBytes } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Author } from '../audit.ts';
import { refused } from '../changes/change.ts';
import { registered } from './change-source.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';
import { readRegistered } from './read-registered.ts';
import { registryPartitions } from './registry-items.ts';
import { plainItem, type SourceKey, sourceKeySchema } from './source-item.ts';

/** A key as it is listed: its id is the beginning of its hash and gives nothing away. Times are ISO 8601. */
export interface ListedKey extends SourceKey {
  id: string;
}

type Client = Pick<DynamoDBClient, 'send'>;

/** The SHA-256 of a key in hex. Keys are random, so a plain hash gives nothing away. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

const idOf = (hash: string) => hash.slice(0, 8);

/** The keys of all sources, by source, the newest first. */
export async function listKeys(client: Client, tableName: string): Promise<Map<string, ListedKey[]>> {
  const listed = new Map<string, ListedKey[]>();
  for (const { sk, ...item } of await keyItems(client, tableName)) {
    const key = { ...sourceKeySchema.parse(plainItem(item)), id: idOf(sk?.S ?? '') };
    const keys = listed.get(key.source);
    if (keys) keys.push(key);
    else listed.set(key.source, [key]);
  }
  for (const keys of listed.values()) keys.sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  return listed;
}

/** Makes a key for a registered source and notes who did it. The key is told this once: only its hash is stored. */
export async function createSourceKey(
  options: RegistryOptions,
  { who, roles }: Author,
  source: string,
  expiresAt: number | undefined,
): Promise<ListedKey & { key: string }> {
  const { client, tableName, clock } = options;
  registered(await readRegistered(client, tableName, source), source);
  const now = clock();
  if (expiresAt !== undefined && expiresAt <= now) throw refused('expiresAt', 'an instant to come');
  const key = randomBytes(32).toString('base64url');
  const hash = hashOfKey(key);
  const made: SourceKey = {
    source,
    createdAt: new Date(now).toISOString(),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
  };
  const texts = Object.entries(made).map(([name, text]) => [name, { S: text }]);
  const Item = { pk: { S: registryPartitions.key }, sk: { S: hash }, ...Object.fromEntries(texts) };
  const { source: _, ...after } = { id: idOf(hash), ...made };
  const entry = { who, roles: [...roles], action: 'createSourceKey', subject: `source ${source}`, before: null, after };
  const action = { Put: { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  return commitAudited(options, async () => ({
    result: { key, id: idOf(hash), ...made },
    write: { action, entry },
  }));
}

/**
 * Ends a key at an instant (epoch milliseconds), or earlier where it ends earlier anyway, and notes who did it. Processes
 * that know the key go by what they know for up to 60 s. Throws `BAD_REQUEST` when the source has no such key.
 */
export function endSourceKey(
  options: RegistryOptions,
  { who, roles }: Author,
  source: string,
  id: string,
  at: number,
): Promise<ListedKey> {
  const { client, tableName } = options;
  return commitAudited(options, async () => {
    const items = await keyItems(client, tableName);
    const item = items.find((one) => one.source?.S === source && idOf(one.sk?.S ?? '') === id);
    if (item === undefined) throw refused('key', 'the source has no key of this id');
    const { pk, sk, ...rest } = item;
    const key = { ...sourceKeySchema.parse(plainItem(rest)), id };
    const until = new Date(at).toISOString();
    if (key.expiresAt !== undefined && key.expiresAt <= until) return { result: key };
    const was = key.expiresAt ?? null;
    return {
      result: { ...key, expiresAt: until },
      write: {
        action: {
          Update: {
            TableName: tableName,
            Key: { pk: pk as AttributeValue, sk: sk as AttributeValue },
            UpdateExpression: 'SET expiresAt = :until',
            ConditionExpression: was === null ? 'attribute_not_exists(expiresAt)' : 'expiresAt = :was',
            ExpressionAttributeValues: { ':until': { S: until }, ...(was !== null && { ':was': { S: was } }) },
          },
        },
        entry: {
          who,
          roles: [...roles],
          action: 'endSourceKey',
          subject: `source ${source}`,
          before: { id, expiresAt: was },
          after: { id, expiresAt: until },
        },
      },
    };
  });
}

/** Keys are made by people: there are as many as sources, and a few more. */
async function keyItems(client: Client, tableName: string): Promise<Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :key',
        ExpressionAttributeValues: { ':key': { S: registryPartitions.key } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}
