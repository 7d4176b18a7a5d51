import { paginateQuery, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { dueOf } from '../metrics/response.ts';
import { noPages, putTurn, type TurnPages } from '../turn-pages.ts';
import { encodeEarlierEpisodes, encodeHead, encodePage } from './conversation-item.ts';
import { conversationPartition, conversationSort } from './keys.ts';
import type { ConversationDifference, VerifyDeps } from './verify.ts';

/** A transaction takes 100 actions, one of which is about the head. */
const maxItems = 99;
/** The index entries go into the first lane, where every reader looks. */
const lanes = 1;

/**
 * The transactions, one after the other, that write a conversation anew from the turns of its facts: its head, pages and
 * episodes, without what else there was of it. Each is conditional on the revision of the head; the head is written last.
 */
export async function rebuildConversation(
  deps: VerifyDeps,
  { id, revision, turns }: ConversationDifference,
): Promise<TransactWriteItem[][]> {
  const { ledgerTable: TableName, context } = deps;
  const pages = turns.reduce<TurnPages>((all, turn) => putTurn(all, turn), noPages);
  // Nothing is rebuilt in place while a generation is being built, and there the mark says no more.
  const conversation = { id, revision: revision + 1, generation: 1, pages };
  const due = (episode: Parameters<typeof dueOf>[0]) => dueOf(episode, context);
  const items = [
    ...pages.slice(0, -1).map((page) => encodePage(id, page)),
    ...encodeEarlierEpisodes(conversation, due, lanes).values(),
  ];
  const kept = new Set([conversationSort, ...items.map(({ sk }) => sk?.S)]);
  const pk = { S: conversationPartition(id) };
  const stale = (await sortsOf(deps, pk)).filter((sort) => !kept.has(sort));
  const actions: TransactWriteItem[] = [
    ...items.map((Item) => ({ Put: { TableName, Item } })),
    ...stale.map((sort) => ({ Delete: { TableName, Key: { pk, sk: { S: sort } } } })),
  ];

  const unchanged =
    revision === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :revision', ExpressionAttributeValues: { ':revision': { N: String(revision) } } };
  const check = { ConditionCheck: { TableName, Key: { pk, sk: { S: conversationSort } }, ...unchanged } };
  const head = { Put: { TableName, Item: encodeHead(conversation, due, lanes), ...unchanged } };
  const transactions: TransactWriteItem[][] = [];
  while (actions.length > maxItems) transactions.push([check, ...actions.splice(0, maxItems)]);
  return [...transactions, [...actions, head]];
}

async function sortsOf({ client, ledgerTable }: VerifyDeps, pk: { S: string }): Promise<string[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: ledgerTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'sk',
      ConsistentRead: true,
    },
  );
  const sorts: string[] = [];
  for await (const { Items } of pages) for (const { sk } of Items ?? []) sorts.push(sk?.S ?? '');
  return sorts;
}
