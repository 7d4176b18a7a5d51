import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './condition-held.ts';
import { registryPartitions } from './registry-items.ts';
import type { Item } from './scan.ts';
import { seal, unseal } from './seal.ts';

export interface RetentionKeyOptions {
  client: DynamoDBClient;
  /** Of the registry. */
  tableName: string;
  /** The key `wrapping` of `deriveKeys`. */
  wrapping: KeyObject;
}

/** A key of a source and a calendar year, which makes one text of all that a person did there then. */
export interface RetentionKey {
  source: string;
  /** Four digits. */
  year: string;
  key: KeyObject;
}

const keyItem = (source: string, year: string) => ({
  pk: { S: registryPartitions.retention },
  sk: { S: `KEY#${year}#${source}` },
});

/** The key of a source and year; a random one is kept for it when there is none. */
export async function retentionKey(
  { client, tableName, wrapping }: RetentionKeyOptions,
  source: string,
  year: string,
): Promise<KeyObject> {
  const Key = keyItem(source, year);
  const sealed = seal(wrapping, placeOf(Key), randomBytes(32).toString('base64url'));
  await conditionHeld(
    client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { ...Key, key: { B: sealed } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
  // Also after a put: another worker's may have been faster, and an answer may have been lost.
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  if (!Item) throw new Error('A key of a year was destroyed while it was needed: ask again.');
  return openKey(wrapping, Item).key;
}

/** The keys that are there, of all sources. */
export async function listRetentionKeys({ client, tableName, wrapping }: RetentionKeyOptions): Promise<RetentionKey[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :key)',
      ExpressionAttributeValues: { ':pk': { S: registryPartitions.retention }, ':key': { S: 'KEY#' } },
      ConsistentRead: true,
    },
  );
  const keys: RetentionKey[] = [];
  for await (const { Items } of pages) keys.push(...(Items ?? []).map((item) => openKey(wrapping, item)));
  return keys;
}

/** Destroys the key of a source and year: who stands behind its texts cannot be told any more. */
export async function destroyRetentionKey(
  { client, tableName }: Pick<RetentionKeyOptions, 'client' | 'tableName'>,
  { source, year }: Pick<RetentionKey, 'source' | 'year'>,
): Promise<void> {
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyItem(source, year) }));
}

function openKey(wrapping: KeyObject, item: Item): RetentionKey {
  const sort = item.sk?.S ?? '';
  const secret = unseal(wrapping, placeOf(item), item.key?.B ?? new Uint8Array());
  const year = sort.slice(4, 8);
  return { source: sort.slice(9), year, key: createSecretKey(Buffer.from(secret, 'base64url')) };
}

const placeOf = ({ pk, sk }: Item): string => `${pk?.S}|${sk?.S}`;
