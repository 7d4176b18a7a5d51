import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { threadsOf, turnOf } from '../conversation.ts';
import { currentInteraction } from '../fact.ts';
import { allTurns } from '../turn-pages.ts';
import { createFoldStore } from './fold-store.ts';
import { factPartition } from './keys.ts';

/**
 * Compares conversations with the facts they are turns of, and returns the ids of those that differ. Exact while folds go
 * on: one that changed meanwhile is left out. Strongly consistent.
 */
export async function verifyThreads(
  { client, ledgerTable }: { client: DynamoDBClient; ledgerTable: string },
  ids: readonly string[],
): Promise<string[]> {
  const store = createFoldStore(client, ledgerTable);
  const before = await store.loadConversations([...ids]);
  // Something may be said in a conversation and in an idea at once.
  const turns = new Map(
    before.flatMap(({ pages }) => allTurns(pages)).map((turn) => [factPartition(turn.source, turn.id), turn]),
  );
  const facts = new Map(
    (await store.loadFacts([...turns.values()])).map(({ fact }) => [
      factPartition(fact.source, fact.id),
      currentInteraction(fact),
    ]),
  );
  const different = before.filter(({ id, pages }) =>
    allTurns(pages).some((turn) => {
      const interaction = facts.get(factPartition(turn.source, turn.id));
      if (!interaction || !threadsOf(interaction).includes(id)) return true;
      return JSON.stringify(turnOf(interaction)) !== JSON.stringify(turn);
    }),
  );
  const revisions = new Map((await store.loadConversations(different.map(({ id }) => id))).map((one) => [one.id, one]));
  return different.filter(({ id, revision }) => revisions.get(id)?.revision === revision).map(({ id }) => id);
}
