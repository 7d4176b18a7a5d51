import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Episode } from '../../shared/conversation.ts';
import { cellActions } from '../../shared/store/cell-actions.ts';
import {
  encodeEarlierEpisodes,
  encodeHead,
  encodePage,
  newConversation,
  type StoredConversation,
} from '../../shared/store/conversation-item.ts';
import { encodeFact, type StoredFact } from '../../shared/store/fact-item.ts';
import type { Known } from '../../shared/store/fold-unit.ts';
import { mayOwe, secondOf } from '../../shared/store/generations.ts';
import { factPartition } from '../../shared/store/keys.ts';
import { owedActions } from '../../shared/store/owed-item.ts';
import { type Group, maxActions } from './pack.ts';

export interface TransactionTarget {
  ledgerTable: string;
  cellsTable: string;
  lanes: number;
  /** The lane whose cells this transaction adds to. */
  lane: number;
}

/**
 * The actions of one group: every fact and thread conditional on the revision it was folded from, every cell added to,
 * the people met, and the revision of each home day that changed. A single change that does not fit while two generations
 * are written leaves the one that nobody reads yet to be counted later. Pure: the same group gives the same actions.
 */
export function buildTransaction(
  group: Group,
  known: Known,
  dueOf: (episode: Episode) => number | undefined,
  target: TransactionTarget,
): TransactWriteItem[] {
  const facts = group.changes.flatMap(({ fact }) => (fact ? [putFact(fact, target)] : []));
  const first = group.changes.find(({ fact }) => fact)?.fact;
  if (!first) return [];
  const conversations = [...group.conversations.values()].flatMap((conversation) =>
    putConversation(conversation, known.conversations.get(conversation.id), dueOf, target),
  );
  // Named after the first fact and its new revision, which no other transaction ever writes.
  const writer = `${factPartition(first.fact.source, first.fact.id)} ${first.revision + 1}`;
  const { active } = known.generations;
  const actions = [
    ...facts,
    ...conversations,
    ...cellActions(group.contribution, writer, { ...target, generation: active }),
  ];
  const second = secondOf(known.generations);
  if (second === undefined || !group.second) return actions;
  const inSecond = { ...target, generation: second };
  const counted = [...actions, ...cellActions(group.second, writer, inSecond)];
  if (counted.length <= maxActions || !mayOwe(known.generations)) return counted;
  return [...actions, ...owedActions(group.second, writer, inSecond)];
}

function putFact(stored: StoredFact, { ledgerTable, lanes }: TransactionTarget): TransactWriteItem {
  const { revision } = stored;
  const item = encodeFact({ ...stored, revision: revision + 1 }, lanes);
  return { Put: { TableName: ledgerTable, Item: item, ...unchanged(revision) } };
}

function putConversation(
  conversation: StoredConversation,
  before: StoredConversation | undefined,
  dueOf: (episode: Episode) => number | undefined,
  { ledgerTable, lanes }: TransactionTarget,
): TransactWriteItem[] {
  const { id, revision, pages } = conversation;
  const head = encodeHead({ ...conversation, revision: revision + 1 }, dueOf, lanes);
  const changedPages = pages
    .slice(0, -1)
    .filter((page) => !before?.pages.includes(page) || before.pages.at(-1) === page);
  const earlier = encodeEarlierEpisodes(conversation, dueOf, lanes);
  const earlierBefore = encodeEarlierEpisodes(before ?? newConversation(id), dueOf, lanes);
  return [
    { Put: { TableName: ledgerTable, Item: head, ...unchanged(revision) } },
    ...changedPages.map((page) => ({ Put: { TableName: ledgerTable, Item: encodePage(id, page) } })),
    ...[...earlier]
      .filter(([sk, item]) => JSON.stringify(item) !== JSON.stringify(earlierBefore.get(sk)))
      .map(([, item]) => ({ Put: { TableName: ledgerTable, Item: item } })),
    ...[...earlierBefore]
      .filter(([sk]) => !earlier.has(sk))
      .map(([sk, { pk }]) => ({ Delete: { TableName: ledgerTable, Key: { pk: pk as { S: string }, sk: { S: sk } } } })),
  ];
}

/** The item is as it was folded from; when it is not, the engine says what it is instead. */
const unchanged = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
    : {
        ConditionExpression: 'v = :revision',
        ExpressionAttributeValues: { ':revision': { N: String(revision) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
