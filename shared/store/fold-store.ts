import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { decodeHead, decodePage, type StoredConversation } from './conversation-item.ts';
import { decodeFact, type StoredFact } from './fact-item.ts';
import { type Generations, loadGenerations } from './generations.ts';
import { conversationPartition, conversationSort, factPartition, factSort } from './keys.ts';

type Item = Record<string, AttributeValue>;

/** Why a transaction did not happen. `stale`: items that were not as presumed, as they are now. */
export type CommitOutcome =
  | { kind: 'committed' }
  | { kind: 'stale'; items: Item[] }
  /** Somebody else's transaction touches the same items, or the engine sheds load: the same again, later. */
  | { kind: 'busy' }
  /** The engine refuses the request itself: no retry will help. */
  | { kind: 'refused'; reason: string };

export interface FoldStore {
  loadFacts(facts: { source: string; id: string }[]): Promise<StoredFact[]>;
  loadConversations(ids: string[]): Promise<StoredConversation[]>;
  /** Reads the pages of a conversation whose head was found stale. */
  completeConversation(head: Item): Promise<StoredConversation>;
  /** Which generations of cells are written, by the name of their table. */
  loadGenerations(cellsTable: string): Promise<Generations>;
  commit(actions: TransactWriteItem[]): Promise<CommitOutcome>;
}

/** The ledger as the aggregate uses it: strongly consistent reads, and one transaction for each group. */
export function createFoldStore(client: DynamoDBClient, ledgerTable: string): FoldStore {
  const load = (keys: Item[]) => batchGet(client, ledgerTable, keys);

  const completeConversation = async (head: Item): Promise<StoredConversation> => {
    const { conversation, pages } = decodeHead(head);
    if (pages === 1) return conversation;
    const older = await queryPages(client, ledgerTable, head.pk?.S as string);
    return { ...conversation, pages: [...older.map(decodePage), ...conversation.pages] };
  };

  return {
    completeConversation,
    async loadFacts(facts) {
      const keys = facts.map(({ source, id }) => ({ pk: { S: factPartition(source, id) }, sk: { S: factSort } }));
      return (await load(keys)).map(decodeFact);
    },
    async loadConversations(ids) {
      const keys = ids.map((id) => ({ pk: { S: conversationPartition(id) }, sk: { S: conversationSort } }));
      return Promise.all((await load(keys)).map(completeConversation));
    },
    loadGenerations: (cellsTable) => loadGenerations(client, cellsTable),
    async commit(actions) {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: actions }));
        return { kind: 'committed' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

const busyReasons = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const busyErrors = new Set([
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
]);

function outcomeOf(error: unknown): CommitOutcome {
  const {
    name,
    message,
    CancellationReasons: reasons,
  } = error as Error & {
    CancellationReasons?: { Code?: string; Item?: Item; Message?: string }[];
  };
  if (name === 'TransactionCanceledException' && reasons) {
    const stale = reasons.filter(({ Code }) => Code === 'ConditionalCheckFailed');
    if (stale.length > 0) return { kind: 'stale', items: stale.flatMap(({ Item: item }) => (item ? [item] : [])) };
    if (reasons.some(({ Code }) => Code !== undefined && busyReasons.has(Code))) return { kind: 'busy' };
    return { kind: 'refused', reason: reasons.map(({ Code, Message }) => `${Code} ${Message ?? ''}`).join('; ') };
  }
  if (busyErrors.has(name)) return { kind: 'busy' };
  if (name === 'ValidationException') return { kind: 'refused', reason: message };
  throw error;
}

/** At most this many keys in one BatchGetItem. */
const maxKeys = 100;

async function batchGet(client: DynamoDBClient, table: string, keys: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let left = keys;
  let delay = 20;
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left.slice(0, maxKeys), ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    const unprocessed = UnprocessedKeys?.[table]?.Keys ?? [];
    left = [...unprocessed, ...left.slice(maxKeys)];
    if (unprocessed.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, delay * (1 + Math.random())));
      delay = Math.min(1000, delay * 2);
    }
  }
  return items;
}

async function queryPages(client: DynamoDBClient, table: string, partition: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :conversation AND begins_with(sk, :page)',
        ExpressionAttributeValues: { ':conversation': { S: partition }, ':page': { S: 'P#' } },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}
