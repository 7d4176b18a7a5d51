import { GetItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Author } from '../audit.ts';
import type { SourceChange } from '../changes/source.ts';
import { ApiError } from '../errors.ts';
import { commitAudited, type RegistryOptions } from './commit-audited.ts';
import { registryPartitions } from './registry-items.ts';
import { type RegisteredSource, readSource } from './source-item.ts';

const writable = ['name', 'channel', 'department', 'owner', 'cadence'] as const;

/**
 * Changes what is known of a registered source and notes who did it; counters and times, which others write meanwhile,
 * are left alone. Gives the source as it is then; throws `UNKNOWN_SOURCE` or `CONFLICT`.
 */
export function updateSource(
  options: RegistryOptions,
  { who, roles }: Author,
  id: string,
  change: SourceChange,
): Promise<RegisteredSource> {
  const { client, tableName } = options;
  const Key = { pk: { S: registryPartitions.source }, sk: { S: id } };
  return commitAudited(options, async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
    if (Item === undefined) {
      throw new ApiError('UNKNOWN_SOURCE', `id: there is no source “${id}”; sources register themselves by sending.`);
    }
    const held = (field: (typeof writable)[number]) => Item[field]?.S;
    const fields = writable.filter(
      (field) => change[field] !== undefined && (change[field] ?? undefined) !== held(field),
    );
    const before = readSource(Item);
    if (fields.length === 0) return { result: before };
    const after = Object.fromEntries(fields.map((field) => [field, change[field] ?? null]));
    return {
      result: readSource(changedItem(Item, after)),
      write: {
        action: { Update: updateRequest(tableName, Key, fields, held, after) },
        entry: {
          who,
          roles: [...roles],
          action: 'updateSource',
          subject: `source ${id}`,
          before: Object.fromEntries(fields.map((field) => [field, held(field) ?? null])),
          after,
        },
      },
    };
  });
}

type Item = Parameters<typeof readSource>[0];

function changedItem(item: Item, after: Record<string, string | null>): Item {
  const changed = { ...item };
  for (const [field, value] of Object.entries(after)) {
    if (value === null) delete changed[field];
    else changed[field] = { S: value };
  }
  return changed;
}

/** Each field is set only if it is still as it was read. */
function updateRequest(
  tableName: string,
  Key: Item,
  fields: readonly string[],
  held: (field: (typeof writable)[number]) => string | undefined,
  after: Record<string, string | null>,
): UpdateItemCommandInput & { UpdateExpression: string } {
  const set = fields.filter((field) => after[field] !== null);
  const removed = fields.filter((field) => after[field] === null);
  const values: Item = {};
  for (const field of set) values[`:${field}`] = { S: after[field] as string };
  const unchanged = fields.map((field) => {
    const was = held(field as (typeof writable)[number]);
    if (was === undefined) return `attribute_not_exists(#${field})`;
    values[`:was_${field}`] = { S: was };
    return `#${field} = :was_${field}`;
  });
  return {
    TableName: tableName,
    Key,
    UpdateExpression: [
      set.length > 0 && `SET ${set.map((field) => `#${field} = :${field}`).join(', ')}`,
      removed.length > 0 && `REMOVE ${removed.map((field) => `#${field}`).join(', ')}`,
    ]
      .filter(Boolean)
      .join(' '),
    ConditionExpression: ['attribute_exists(pk)', ...unchanged].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
