import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { countRequest, groupsOf } from './rejection-counts.ts';
import { type ListedRejection, rejectionPartition, type Settlement, settlementsOf } from './rejection-item.ts';

export interface SettleOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** So many reasons and sources are counted in one transaction, which takes 100 actions. */
const mostGroups = 90;
const tries = 8;
/** A subject is mostly a UUID; an item has room for what is settled one by one. */
const authorLength = 128;

/**
 * Marks rejections as fixed or dismissed, each once, whoever else does the same: gives those that were open until then.
 * The mark and its count are one transaction for each item; throws when others were faster eight times.
 */
export async function settleRejections(
  options: SettleOptions,
  rejections: readonly ListedRejection[],
  state: Settlement['state'],
  who: string,
): Promise<ListedRejection[]> {
  const byItem = Map.groupBy(rejections, ({ place }) => place.sort);
  const settled: ListedRejection[] = [];
  for (const [sk, members] of byItem) {
    for (const some of inGroups(members)) settled.push(...(await settleItem(options, sk, some, state, who)));
  }
  return settled;
}

async function settleItem(
  { client, tableName, clock }: SettleOptions,
  sk: string,
  members: readonly ListedRejection[],
  state: Settlement['state'],
  who: string,
): Promise<ListedRejection[]> {
  const day = sk.slice(0, 10);
  const Key = { pk: { S: rejectionPartition(day) }, sk: { S: sk } };
  for (let made = 0; made < tries; made += 1) {
    if (made > 0) await sleep(Math.random() * 20 * 2 ** made);
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: tableName,
        Key,
        ConsistentRead: true,
        ProjectionExpression: 'settled, expiresAt',
      }),
    );
    if (Item === undefined) return [];
    const before = settlementsOf(Item);
    const taken = new Set(before.flatMap(({ positions }) => positions));
    const open = members.filter(({ place }) => !taken.has(Number(place.tie)));
    if (open.length === 0) return [];
    const settlement: Settlement = {
      state,
      at: new Date(clock()).toISOString(),
      by: who.slice(0, authorLength),
      positions: open.map(({ place }) => Number(place.tie)),
    };
    const mark = {
      TableName: tableName,
      Key,
      UpdateExpression: 'SET settled = list_append(if_not_exists(settled, :none), :settlement)',
      // As it was read: what others settled meanwhile is not settled again.
      ConditionExpression:
        before.length === 0 ? 'attribute_exists(pk) AND attribute_not_exists(settled)' : 'size(settled) = :length',
      ExpressionAttributeValues: {
        ':none': { L: [] },
        ':settlement': { L: [{ S: JSON.stringify(settlement) }] },
        ...(before.length > 0 && { ':length': { N: String(before.length) } }),
      },
    };
    const counter = state === 'FIXED' ? 'fixed' : 'dismissed';
    const expiresAt = Number(Item.expiresAt?.N);
    const counts = groupsOf(open).map((group) => countRequest(tableName, day, group, counter, expiresAt));
    const actions = [mark, ...counts].map((Update) => ({ Update }));
    if (await committed(client, actions)) return open;
  }
  throw new Error('Others settle the same rejections at this moment.');
}

async function committed(
  client: SettleOptions['client'],
  TransactItems: NonNullable<ConstructorParameters<typeof TransactWriteItemsCommand>[0]['TransactItems']>,
): Promise<boolean> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    const { name, CancellationReasons: reasons = [] } = error as Error & { CancellationReasons?: { Code?: string }[] };
    const again = ({ Code }: { Code?: string }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict';
    if (name === 'TransactionCanceledException' && reasons.some(again)) return false;
    throw error;
  }
}

/** Members of an item in parts of at most so many reasons and sources. */
function inGroups(members: readonly ListedRejection[]): ListedRejection[][] {
  const parts: ListedRejection[][] = [];
  const byGroup = [...Map.groupBy(members, ({ code, source }) => `${code} ${source ?? ''}`).values()];
  for (let from = 0; from < byGroup.length; from += mostGroups) {
    parts.push(byGroup.slice(from, from + mostGroups).flat());
  }
  return parts;
}
