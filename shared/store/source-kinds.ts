import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './condition-held.ts';
import { registryPartitions } from './registry-items.ts';

type Client = Pick<DynamoDBClient, 'send'>;

/** How often a source sent one kind that is left alone. */
export interface SourceKind {
  kind: string;
  /** Whether its adapter knows it, and leaves it alone on purpose. */
  known: boolean;
  count: number;
}

/** Kinds of a source that are told apart; the rest is counted together. */
const maxKinds = 200;
/** An expression has at most 4 KB. */
const kindsInOneCall = 50;
const rest = { known: 'other', unknown: '? other' } as const;
const unknownMark = '? ';
/** Kinds stand beside `pk` and `sk` in the item. */
const prefix = 'k ';

/**
 * Adds to the kinds of a source (those that its adapter does not know begin with `? `), and to the sums on the source. The
 * item is written on the condition that it has the kinds already, which is nearly always so; else what it has decides
 * which new ones still have room.
 */
export async function noteKinds(
  client: Client,
  tableName: string,
  source: string,
  kinds: ReadonlyMap<string, number>,
): Promise<void> {
  if (kinds.size === 0) return;
  const summing = conditionHeld(client.send(new UpdateItemCommand(sumRequest(tableName, source, kinds))));
  try {
    const entries = [...kinds];
    for (let from = 0; from < entries.length; from += kindsInOneCall) {
      await addKinds(client, tableName, source, new Map(entries.slice(from, from + kindsInOneCall)));
    }
  } finally {
    await summing;
  }
}

async function addKinds(client: Client, tableName: string, source: string, kinds: ReadonlyMap<string, number>) {
  try {
    await client.send(new UpdateItemCommand(kindsRequest(tableName, source, kinds, true)));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const held = Object.keys(error.Item ?? {}).filter((name) => name.startsWith(prefix));
    const roomy = withinRoom(kinds, new Set(held));
    await client.send(new UpdateItemCommand(kindsRequest(tableName, source, roomy, false)));
  }
}

/** The kinds that sources sent and that were left alone, by source, the most frequent first. */
export async function listKinds(client: Client, tableName: string): Promise<Map<string, SourceKind[]>> {
  const listed = new Map<string, SourceKind[]>();
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :kinds',
        ExpressionAttributeValues: { ':kinds': { S: registryPartitions.sourceKinds } },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const { sk, ...item } of page.Items ?? []) listed.set(sk?.S ?? '', readKinds(item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return listed;
}

function readKinds(item: Record<string, AttributeValue>): SourceKind[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => {
      const kind = name.slice(prefix.length);
      const known = !kind.startsWith(unknownMark);
      return { kind: known ? kind : kind.slice(unknownMark.length), known, count: Number(value.N) };
    })
    .sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
}

/** What has no room of its own is added to the rest. */
function withinRoom(kinds: ReadonlyMap<string, number>, held: ReadonlySet<string>): Map<string, number> {
  const roomy = new Map<string, number>();
  let room = maxKinds - held.size;
  for (const [kind, count] of kinds) {
    const named = held.has(prefix + kind) || room-- > 0;
    const name = named ? kind : kind.startsWith(unknownMark) ? rest.unknown : rest.known;
    roomy.set(name, (roomy.get(name) ?? 0) + count);
  }
  return roomy;
}

function kindsRequest(
  tableName: string,
  source: string,
  kinds: ReadonlyMap<string, number>,
  known: boolean,
): UpdateItemCommandInput {
  const entries = [...kinds].map(([kind, count], index) => ({ name: `#${index}`, value: `:${index}`, kind, count }));
  return {
    TableName: tableName,
    Key: { pk: { S: registryPartitions.sourceKinds }, sk: { S: source } },
    UpdateExpression: `ADD ${entries.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(({ name, kind }) => [name, prefix + kind])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(({ value, count }) => [value, { N: String(count) }])),
    ...(known && {
      ConditionExpression: entries.map(({ name }) => `attribute_exists(${name})`).join(' AND '),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }),
  };
}

function sumRequest(tableName: string, source: string, kinds: ReadonlyMap<string, number>): UpdateItemCommandInput {
  let unknown = 0;
  let ignored = 0;
  for (const [kind, count] of kinds) {
    if (kind.startsWith(unknownMark)) unknown += count;
    else ignored += count;
  }
  return {
    TableName: tableName,
    Key: { pk: { S: registryPartitions.source }, sk: { S: source } },
    UpdateExpression: 'ADD ignored :ignored, #unknown :unknown',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#unknown': 'unknown' },
    ExpressionAttributeValues: { ':ignored': { N: String(ignored) }, ':unknown': { N: String(unknown) } },
  };
}
