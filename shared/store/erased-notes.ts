import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ErasedNote } from '../erased-people.ts';
import { conditionHeld } from './condition-held.ts';
import { registryPartitions } from './registry-items.ts';

type Item = Record<string, AttributeValue>;

export interface NotesOptions {
  client: Pick<DynamoDBClient, 'send'>;
  /** Of the registry. */
  tableName: string;
}

/** Longer than backups reach: a table that was restored can be erased from anew. */
const keptMs = 40 * 86_400_000;

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const noteSchema = z.object({ sk: text, at: text, replacement: text.optional(), erasure: text.optional() });

const keyOf = (hash: string) => ({ pk: { S: registryPartitions.erased }, sk: { S: hash } });

const noteItem = ({ hash, at, replacement, erasure }: ErasedNote): Item => ({
  ...keyOf(hash),
  at: { S: at },
  ...(replacement !== undefined && { replacement: { S: replacement } }),
  ...(erasure !== undefined && { erasure: { S: erasure } }),
});

/** Who was erased in the last 40 days, as it is now: `pk` is `ERASED`, `sk` the hash. Strongly consistent. */
export async function loadErasedNotes({ client, tableName }: NotesOptions): Promise<ErasedNote[]> {
  const notes: ErasedNote[] = [];
  for (let start: Item | undefined, more = true; more; more = start !== undefined) {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: registryPartitions.erased } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) {
      const { sk: hash, at, replacement, erasure } = noteSchema.parse(item);
      notes.push({
        hash,
        at,
        ...(replacement !== undefined && { replacement }),
        ...(erasure !== undefined && { erasure }),
      });
    }
    start = page.LastEvaluatedKey;
  }
  return notes;
}

/**
 * Writes a note; one of the same person is replaced, unless it is of a later erasure: that one reaches further, and this one
 * only looks through everything once more.
 */
export const putErasedNote = ({ client, tableName }: NotesOptions, note: ErasedNote): Promise<unknown> =>
  conditionHeld(
    client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: noteItem(note),
        ConditionExpression: 'attribute_not_exists(pk) OR #at <= :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':at': { S: note.at } },
      }),
    ),
  );

/** Takes out of a note what replaces the person, unless the person was erased anew meanwhile. */
export async function forgetReplacement(
  { client, tableName }: NotesOptions,
  { hash, erasure = '' }: ErasedNote,
): Promise<void> {
  await conditionHeld(
    client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keyOf(hash),
        UpdateExpression: 'REMOVE replacement, erasure',
        ConditionExpression: 'erasure = :erasure',
        ExpressionAttributeValues: { ':erasure': { S: erasure } },
      }),
    ),
  );
}

/**
 * Removes the notes that are older than 40 days, unless an erasure still needs them: one that is done again after a restore
 * is of what was recorded until the first. `now` is in milliseconds since 1970.
 */
export async function dropOldNotes(
  { client, tableName }: NotesOptions,
  notes: readonly ErasedNote[],
  now: number,
): Promise<void> {
  for (const { hash, at } of notes.filter((note) => Date.parse(note.at) + keptMs < now)) {
    await conditionHeld(
      client.send(
        new DeleteItemCommand({
          TableName: tableName,
          Key: keyOf(hash),
          ConditionExpression: '#at = :at AND attribute_not_exists(erasure)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': { S: at } },
        }),
      ),
    );
  }
}
