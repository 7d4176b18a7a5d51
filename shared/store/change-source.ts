import { type AttributeValue, GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Author } from '../audit.ts';
import { ApiError } from '../errors.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';
import { registryPartitions } from './registry-items.ts';
import { type RegisteredSource, readSource } from './source-item.ts';

/** What is changed of a source on purpose; its counters and times are written by others meanwhile and left alone. */
type SourceText =
  | 'name'
  | 'channel'
  | 'department'
  | 'owner'
  | 'cadence'
  | 'ratePerSecond'
  | 'retainPeopleDays'
  | 'adapter'
  | 'settings'
  | 'hook'
  | 'pausedAt'
  | 'restartedAt'
  | 'firstSeenAt'
  | 'secretNames'
  | 'secretsChangedAt'
  | 'previousSecretsUntil';

/** A text sets, null clears, an absent or undefined field stays as it is. */
export type SourceTexts = { [Field in SourceText]?: string | null | undefined };

export interface SourceEdit {
  /** The mutation, for the audit trail. */
  action: string;
  /** What becomes of the source as it is; undefined: nothing is known of it. Throws what refuses the change. */
  decide: (source: RegisteredSource | undefined) => SourceTexts;
  /** Written in the same transaction. */
  also?: TransactWriteItem;
}

/** They follow from the id, or from when somebody looked. */
const unaudited = new Set<string>(['hook', 'firstSeenAt']);

type Item = Record<string, AttributeValue>;

/**
 * Changes a source and notes who did it, in one transaction, each field only if it is still as it was read; a change of
 * nothing writes nothing. Gives the source as it is then; throws what `decide` throws, or `CONFLICT`.
 */
export function changeSource(
  options: RegistryOptions,
  { who, roles }: Author,
  id: string,
  { action, decide, also }: SourceEdit,
): Promise<RegisteredSource> {
  const { client, tableName } = options;
  const Key = { pk: { S: registryPartitions.source }, sk: { S: id } };
  return commitAudited(options, async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
    const held: Item = Item ?? Key;
    const wanted = decide(Item && readSource(Item));
    const changes = Object.entries(wanted).filter(
      ([field, text]) => text !== undefined && (text ?? undefined) !== held[field]?.S,
    ) as [string, string | null][];
    if (changes.length === 0) return { result: readSource(held) };
    const audited = changes.filter(([field]) => !unaudited.has(field));
    return {
      result: readSource(changedItem(held, changes)),
      write: {
        action: { Update: updateRequest(tableName, Key, changes, held) },
        ...(also && { also }),
        entry: {
          who,
          roles: [...roles],
          action,
          subject: `source ${id}`,
          before: Object.fromEntries(audited.map(([field]) => [field, held[field]?.S ?? null])),
          after: Object.fromEntries(audited),
        },
      },
    };
  });
}

/** The source, or the refusal of a change of one that is not there. */
export function registered(source: RegisteredSource | undefined, id: string): RegisteredSource {
  if (source) return source;
  throw new ApiError(
    'UNKNOWN_SOURCE',
    `id: there is no source “${id}”; sources register themselves by sending, or are connected.`,
  );
}

function changedItem(item: Item, changes: readonly [string, string | null][]): Item {
  const changed = { ...item };
  for (const [field, text] of changes) {
    if (text === null) delete changed[field];
    else changed[field] = { S: text };
  }
  return changed;
}

function updateRequest(tableName: string, Key: Item, changes: readonly [string, string | null][], held: Item) {
  const values: Item = {};
  const set: string[] = [];
  const removed: string[] = [];
  const unchanged = changes.map(([field, text]) => {
    if (text === null) removed.push(`#${field}`);
    else {
      set.push(`#${field} = :${field}`);
      values[`:${field}`] = { S: text };
    }
    const was = held[field];
    if (was === undefined) return `attribute_not_exists(#${field})`;
    values[`:was_${field}`] = was;
    return `#${field} = :was_${field}`;
  });
  const clauses = [set.length > 0 && `SET ${set.join(', ')}`, removed.length > 0 && `REMOVE ${removed.join(', ')}`];
  return {
    TableName: tableName,
    Key,
    UpdateExpression: clauses.filter(Boolean).join(' '),
    ConditionExpression: unchanged.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(changes.map(([field]) => [`#${field}`, field])),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
