import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Author } from '../audit.ts';
import { ApiError } from '../errors.ts';
import { changedGroups, type MergeGroups, mergePeople, unmergePeople } from '../person-merges.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';
import { keptFor } from './kept-for.ts';
import { registryItems } from './registry-items.ts';

/** Which pseudonyms are one person. Each change raises the generation: what was computed with another is out of date. */
export interface PersonMerges {
  generation: number;
  /** Every merged pseudonym to the one that stands for its group, itself included. */
  representativeOf: ReadonlyMap<string, string>;
}

/** All of them are one item. */
const maxPeople = 5_000;

const groupsSchema = z.record(z.string(), z.string());

/** An erasure waits until everybody has heard of a change, so it is short. */
const keptMs = 2_500;
/**
 * Milliseconds after which nobody goes by what was merged before: what was read just before a change is kept so long, and
 * somebody may have begun with it at the end of that.
 */
export const mergesHeardMs = 2 * keptMs;

const memory = keptFor(keptMs, readAnew);

/** The merges in the registry table (item `MERGES`, JSON in `b`); none is generation 0. Kept for 2.5 s for each client and table. */
export const loadPersonMerges = memory.load;

/** Merges people, or takes them out of their groups (pseudonyms), and notes who did it; gives the merges as they are then. */
export async function changePersonMerges(
  options: RegistryOptions,
  { who, roles }: Author,
  action: 'mergePeople' | 'unmergePeople',
  people: readonly string[],
): Promise<PersonMerges> {
  const { client, tableName } = options;
  await commitAudited(options, async () => {
    const { generation, representativeOf } = await readMerges(client, tableName);
    const groups = Object.fromEntries(representativeOf);
    const changed = action === 'mergePeople' ? mergePeople(groups, people) : unmergePeople(groups, people);
    if (isSame(groups, changed)) return { result: undefined };
    if (Object.keys(changed).length > maxPeople) {
      throw new ApiError('LIMIT', `At most ${maxPeople} people can be merged with others.`, { limit: maxPeople });
    }
    const subject = `people ${people.join(' ')}`;
    return {
      result: undefined,
      write: {
        action: { Put: putRequest(tableName, changed, generation) },
        entry: { who, roles: [...roles], action, subject, ...changedGroups(groups, changed) },
      },
    };
  }).finally(() => memory.forget(client, tableName));
  return loadPersonMerges(client, tableName, options.clock);
}

/** What was read last of each table: whoever made something of it need not make it again while nothing changed. */
const last = new WeakMap<object, Map<string, PersonMerges>>();

async function readAnew(client: Pick<DynamoDBClient, 'send'>, tableName: string): Promise<PersonMerges> {
  const known = last.get(client) ?? new Map<string, PersonMerges>();
  last.set(client, known);
  const merges = await readMerges(client, tableName, known.get(tableName));
  known.set(tableName, merges);
  return merges;
}

async function readMerges(
  client: Pick<DynamoDBClient, 'send'>,
  tableName: string,
  known?: PersonMerges,
): Promise<PersonMerges> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: registryItems.merges, ConsistentRead: true }),
  );
  const generation = Number(Item?.generation?.N ?? 0);
  if (known?.generation === generation) return known;
  const groups = groupsSchema.parse(JSON.parse(Item?.b?.S ?? '{}'));
  return { generation, representativeOf: new Map(Object.entries(groups)) };
}

const putRequest = (tableName: string, groups: MergeGroups, generation: number) => ({
  TableName: tableName,
  Item: { ...registryItems.merges, b: { S: JSON.stringify(groups) }, generation: { N: String(generation + 1) } },
  ConditionExpression: generation === 0 ? 'attribute_not_exists(pk)' : 'generation = :generation',
  ...(generation > 0 && { ExpressionAttributeValues: { ':generation': { N: String(generation) } } }),
});

const isSame = (before: MergeGroups, after: MergeGroups): boolean =>
  Object.keys(before).length === Object.keys(after).length &&
  Object.entries(after).every(([person, representative]) => before[person] === representative);
