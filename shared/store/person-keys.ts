import { type KeyObject, randomBytes } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { newPersonKeys, type PersonKeys, personKeysText, readPersonKeys } from '../person-keys.ts';
import { registryItems } from './registry-items.ts';
import { seal, unseal } from './seal.ts';

export interface PersonKeyOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry. */
  tableName: string;
  /** The key `wrapping` of `deriveKeys`. */
  key: KeyObject;
}

const Key = registryItems.personKeys;
const place = `${Key.pk.S}|${Key.sk.S}`;
const tries = 8;

/**
 * What people are sealed with, as it is now; drawn at random where there is nothing yet. One item of the registry, `b`
 * being the keys under a key of the secret: a table forgets for good what is deleted from it, which no store of secrets
 * does on demand.
 */
export async function loadPersonKeys({ client, tableName, key }: PersonKeyOptions): Promise<PersonKeys> {
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  if (Item) return read(Item, key);
  // Whoever is first draws them: the others get theirs.
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key,
      UpdateExpression: 'SET b = if_not_exists(b, :b), v = if_not_exists(v, :v)',
      ExpressionAttributeValues: valuesOf(newPersonKeys(randomBytes), key),
      ReturnValues: 'ALL_NEW',
    }),
  );
  return read(Attributes ?? {}, key);
}

/** Changes the keys, and gives them as they are then; on what somebody else wrote meanwhile, `change` is asked again. */
export async function changePersonKeys(
  options: PersonKeyOptions,
  change: (keys: PersonKeys) => PersonKeys,
): Promise<PersonKeys> {
  const { client, tableName, key } = options;
  for (let made = 1; ; made++) {
    const before = await loadPersonKeys(options);
    const after = change(before);
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key,
          UpdateExpression: 'SET b = :b, v = :v',
          ConditionExpression: 'v = :before',
          ExpressionAttributeValues: { ...valuesOf(after, key), ':before': { N: String(before.revision) } },
        }),
      );
      return after;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || made === tries) throw error;
    }
  }
}

const valuesOf = (keys: PersonKeys, key: KeyObject) => ({
  ':b': { B: seal(key, place, personKeysText(keys)) },
  ':v': { N: String(keys.revision) },
});

const read = ({ b, v }: Record<string, AttributeValue>, key: KeyObject): PersonKeys =>
  readPersonKeys(unseal(key, place, b?.B ?? new Uint8Array()), Number(v?.N));
