import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { chunkOf } from '../cell.ts';
import { newCells, revisionsOf } from '../deltas.ts';
import { currentInteraction } from '../fact.ts';
import {
  addInteraction,
  type Contribution,
  changeThread,
  emptyContribution,
  type FoldContext,
  mergeContribution,
} from '../metrics/contribution.ts';
import { allTurns } from '../turn-pages.ts';
import { type CellTarget, cellActions } from './cell-actions.ts';
import type { StoredConversation } from './conversation-item.ts';
import type { StoredFact } from './fact-item.ts';
import { conversationPartition, conversationSort, factPartition, factSort } from './keys.ts';
import { owedActions } from './owed-item.ts';

/** A fact or a conversation that the generation being built has not counted yet. */
export interface Uncounted {
  pk: string;
  stored: StoredFact | StoredConversation;
}

/** What `TransactWriteItems` takes. */
const maxActions = 100;

const isFact = (stored: Uncounted['stored']): stored is StoredFact => 'fact' in stored;

export const uncountedFact = (stored: StoredFact): Uncounted => ({
  pk: factPartition(stored.fact.source, stored.fact.id),
  stored,
});
export const uncountedConversation = (stored: StoredConversation): Uncounted => ({
  pk: conversationPartition(stored.id),
  stored,
});

/** How they follow each other, so that neighbours share cells. */
export function uncountedOrder({ stored }: Uncounted): string {
  const first = isFact(stored) ? currentInteraction(stored.fact) : allTurns(stored.pages)[0];
  if (!first) return '';
  const day = 'time' in first ? first.time : new Date(first.at).toISOString();
  const kind = isFact(stored) ? 'F' : 'C';
  return `${chunkOf(day)} ${first.department} ${first.channel} ${kind} ${day}`;
}

/**
 * The transaction that counts as many from the front as fit in it, and how many: what they contribute is added, and each
 * is marked and its revision raised, on the condition that nobody changed it. One whose contribution fits no transaction
 * leaves it to be counted later.
 */
export function countUncounted(
  all: readonly Uncounted[],
  context: FoldContext,
  ledgerTable: string,
  target: CellTarget,
): { actions: TransactWriteItem[]; taken: number } {
  const sum = emptyContribution();
  let taken = 0;
  let cells = 0;
  for (const one of all) {
    const contribution = contributionOf(one, context);
    const more = newCells(sum, contribution) + newDays(sum, contribution);
    const revisions = revisionsOf([...sum.days, ...contribution.days]).cells.size;
    if (taken > 0 && taken + 1 + cells + more + revisions > maxActions) break;
    mergeContribution(sum, contribution);
    cells += more;
    taken++;
  }
  const counted = all.slice(0, taken);
  const first = counted[0];
  if (!first) return { actions: [], taken };
  // Named after the first and its new revision, which no other transaction ever writes.
  const writer = `${first.pk} ${first.stored.revision + 1}`;
  const marks = counted.map((one) => mark(one, ledgerTable, target.generation));
  const actions = [...marks, ...cellActions(sum, writer, target)];
  return { actions: actions.length > maxActions ? [...marks, ...owedActions(sum, writer, target)] : actions, taken };
}

function contributionOf({ stored }: Uncounted, context: FoldContext): Contribution {
  const contribution = emptyContribution();
  if (isFact(stored)) {
    const current = currentInteraction(stored.fact);
    if (current) addInteraction(contribution, current, 1, context);
  } else changeThread(contribution, stored.id, [], allTurns(stored.pages), context);
  return contribution;
}

function newDays(into: Contribution, from: Contribution): number {
  let count = 0;
  for (const day of from.people.keys()) if (!into.people.has(day)) count++;
  return count;
}

const mark = ({ pk, stored }: Uncounted, ledgerTable: string, generation: number): TransactWriteItem => ({
  Update: {
    TableName: ledgerTable,
    Key: { pk: { S: pk }, sk: { S: isFact(stored) ? factSort : conversationSort } },
    // The revision, too: a writer that has not heard of this generation must find the item changed.
    UpdateExpression: 'SET g = :generation, v = :next',
    ConditionExpression: 'v = :revision',
    ExpressionAttributeValues: {
      ':generation': { N: String(generation) },
      ':revision': { N: String(stored.revision) },
      ':next': { N: String(stored.revision + 1) },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
