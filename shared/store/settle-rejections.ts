import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { countRequest, groupsOf } from './rejection-counts.ts';
import { type ListedRejection, rejectionPartition, type Settlement, settlementsOf } from './rejection-item.ts';
import { rejectionsInTransactions } from './rejections-in-transactions.ts';

export interface SettleOptions {
  client: Pick<DynamoDBClient, 'send'>;
  tableName: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}

const tries = 8;
/** A subject is mostly a UUID; an item has room for what is settled one by one. */
const authorLength = 128;

/**
 * Marks rejections as fixed or dismissed, each once, whoever else does the same: gives those that were open until then.
 * Marks and their counts are one transaction for up to ten items; throws when others were faster eight times.
 */
export async function settleRejections(
  options: SettleOptions,
  rejections: readonly ListedRejection[],
  state: Settlement['state'],
  who: string,
): Promise<ListedRejection[]> {
  const settled: ListedRejection[] = [];
  for (const some of rejectionsInTransactions(rejections))
    settled.push(...(await settleSome(options, some, state, who)));
  return settled;
}

async function settleSome(
  options: SettleOptions,
  some: readonly ListedRejection[],
  state: Settlement['state'],
  who: string,
): Promise<ListedRejection[]> {
  const { client, tableName, clock } = options;
  const items = [...Map.groupBy(some, ({ place }) => place.sort)];
  for (let made = 0; made < tries; made += 1) {
    if (made > 0) await sleep(Math.random() * 20 * 2 ** made);
    const found = await Promise.all(items.map(([sk, members]) => openMembers(options, sk, members)));
    const open = found.filter((one) => one !== undefined);
    const [first] = open;
    if (first === undefined) return [];
    const marks = open.map(({ sk, before, members }): Settling => {
      const positions = members.map(({ place }) => Number(place.tie));
      return {
        sk,
        before,
        by: { state, at: new Date(clock()).toISOString(), by: who.slice(0, authorLength), positions },
      };
    });
    const members = open.flatMap((one) => one.members);
    const counter = state === 'FIXED' ? 'fixed' : 'dismissed';
    const counts = groupsOf(members).map((group) =>
      countRequest(tableName, dayOf(first.sk), group, counter, first.expiresAt),
    );
    const actions = [...marks.map((mark) => markRequest(tableName, mark)), ...counts].map((Update) => ({ Update }));
    if (await committed(client, actions)) return members;
  }
  throw new Error('Others settle the same rejections at this moment.');
}

/** Those of the members of an item that are open, and how often it was settled before; undefined when none is. */
async function openMembers({ client, tableName }: SettleOptions, sk: string, members: readonly ListedRejection[]) {
  const request = { TableName: tableName, Key: keyOf(sk), ConsistentRead: true };
  const { Item } = await client.send(new GetItemCommand({ ...request, ProjectionExpression: 'settled, expiresAt' }));
  if (Item === undefined) return undefined;
  const before = settlementsOf(Item);
  const taken = new Set(before.flatMap(({ positions }) => positions));
  const open = members.filter(({ place }) => !taken.has(Number(place.tie)));
  if (open.length === 0) return undefined;
  return { sk, before: before.length, members: open, expiresAt: Number(Item.expiresAt?.N) };
}

interface Settling {
  sk: string;
  /** Settlements that the item has. */
  before: number;
  by: Settlement;
}

const markRequest = (TableName: string, { sk, before, by }: Settling) => ({
  TableName,
  Key: keyOf(sk),
  UpdateExpression: 'SET settled = list_append(if_not_exists(settled, :none), :settlement)',
  // As it was read: what others settled meanwhile is not settled again.
  ConditionExpression:
    before === 0 ? 'attribute_exists(pk) AND attribute_not_exists(settled)' : 'size(settled) = :length',
  ExpressionAttributeValues: {
    ':none': { L: [] },
    ':settlement': { L: [{ S: JSON.stringify(by) }] },
    ...(before > 0 && { ':length': { N: String(before) } }),
  },
});

const dayOf = (sk: string): string => sk.slice(0, 10);
const keyOf = (sk: string) => ({ pk: { S: rejectionPartition(dayOf(sk)) }, sk: { S: sk } });

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
