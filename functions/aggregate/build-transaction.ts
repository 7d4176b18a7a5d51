import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Episode } from '../../shared/conversation.ts';
import { type Deltas, revisionsOf, splitAddress } from '../../shared/deltas.ts';
import {
  encodeEarlierEpisodes,
  encodeHead,
  encodePage,
  newConversation,
  type StoredConversation,
} from '../../shared/store/conversation-item.ts';
import { encodeFact, type StoredFact } from '../../shared/store/fact-item.ts';
import type { Known } from '../../shared/store/fold-unit.ts';
import { cellPartition, factPartition } from '../../shared/store/keys.ts';
import { encodePeople } from '../../shared/store/people-item.ts';
import type { Group } from './pack.ts';

export interface TransactionTarget {
  ledgerTable: string;
  cellsTable: string;
  lanes: number;
  /** The lane whose cells this transaction adds to. */
  lane: number;
}

/**
 * The actions of one group: every fact and thread conditional on the revision it was folded from, every cell added to,
 * the people met, and the revision of each home day that changed. Pure: the same group gives the same actions.
 */
export function buildTransaction(
  group: Group,
  known: Known,
  dueOf: (episode: Episode) => number | undefined,
  target: TransactionTarget,
): TransactWriteItem[] {
  const facts = group.changes.flatMap(({ fact }) => (fact ? [putFact(fact, target)] : []));
  if (facts.length === 0) return [];
  const conversations = [...group.conversations.values()].flatMap((conversation) =>
    putConversation(conversation, known.conversations.get(conversation.id), dueOf, target),
  );
  const cells = addToCells(group.contribution, target);
  const people = putPeople(group, target);
  const changed = cells.length + people.length > 0;
  const revisions = changed ? addToCells(revisionsOf(group.contribution.days), target) : [];
  return [...facts, ...conversations, ...cells, ...people, ...revisions];
}

/** Named after the first fact and its new revision, which no other transaction ever writes. */
function putPeople({ changes, contribution }: Group, { cellsTable, lane }: TransactionTarget): TransactWriteItem[] {
  const first = changes.find(({ fact }) => fact)?.fact;
  if (!first) return [];
  const writer = `${factPartition(first.fact.source, first.fact.id)} ${first.revision + 1}`;
  return [...contribution.people].map(([day, met]) => ({
    Put: { TableName: cellsTable, Item: encodePeople(day, met, writer, lane) },
  }));
}

function putFact({ revision, fact }: StoredFact, { ledgerTable, lanes }: TransactionTarget): TransactWriteItem {
  return {
    Put: { TableName: ledgerTable, Item: encodeFact({ revision: revision + 1, fact }, lanes), ...unchanged(revision) },
  };
}

function putConversation(
  conversation: StoredConversation,
  before: StoredConversation | undefined,
  dueOf: (episode: Episode) => number | undefined,
  { ledgerTable, lanes }: TransactionTarget,
): TransactWriteItem[] {
  const { id, revision, pages } = conversation;
  const head = encodeHead({ id, revision: revision + 1, pages }, dueOf, lanes);
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

function addToCells(deltas: Deltas, { cellsTable, lane }: TransactionTarget): TransactWriteItem[] {
  return [...deltas.cells].map(([address, cell]) => {
    const { partition, sort } = splitAddress(address);
    const names: Record<string, string> = {};
    const values: Record<string, { N: string }> = {};
    const clauses: string[] = [];
    for (const [attribute, delta] of cell) {
      const index = clauses.length;
      names[`#${index}`] = attribute;
      values[`:${index}`] = { N: String(delta) };
      clauses.push(`#${index} :${index}`);
    }
    return {
      Update: {
        TableName: cellsTable,
        Key: { pk: { S: cellPartition(partition, lane) }, sk: { S: sort } },
        UpdateExpression: `ADD ${clauses.join(', ')}`,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      },
    };
  });
}
