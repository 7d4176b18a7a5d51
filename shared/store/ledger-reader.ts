import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { episodesOf, type Turn } from '../conversation.ts';
import { currentInteraction, type Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { FoldContext } from '../metrics/contribution.ts';
import { dueOf } from '../metrics/response.ts';
import { allTurns } from '../turn-pages.ts';
import { type Connection, connectionOf, type PageRequest, pageOfList, windowOf } from './connection.ts';
import type { IndexedEpisode } from './conversation-item.ts';
import { createFoldStore } from './fold-store.ts';
import { factPartition } from './keys.ts';
import type { Place } from './place.ts';

/** An interaction as it counts now, with the fact that tells its edits and conflicts. */
export interface ListedInteraction {
  interaction: CountedInteraction;
  fact: Fact;
}

/** Single facts and conversations of the ledger, as they are now: strongly consistent. */
export function createLedgerReader(client: DynamoDBClient, ledgerTable: string) {
  const store = createFoldStore(client, ledgerTable);

  const loadTurns = async (conversation: string): Promise<Turn[]> =>
    (await store.loadConversations([conversation])).flatMap(({ pages }) => allTurns(pages));

  return {
    /** The turns of a conversation, oldest first; only those of `departments` when given. */
    async turns(
      conversation: string,
      page: PageRequest,
      departments?: readonly string[],
    ): Promise<Connection<ListedInteraction>> {
      const window = windowOf(page);
      const turns = (await loadTurns(conversation)).filter((turn) => departments?.includes(turn.department) ?? true);
      const placed = turns.map((turn) => ({ place: placeOfTurn(turn), node: turn }));
      const { found, more } = pageOfList(placed, window);
      const facts = new Map(
        (await store.loadFacts(found.map(({ node }) => node))).map(({ fact }) => [
          factPartition(fact.source, fact.id),
          fact,
        ]),
      );
      const listed = found.flatMap(({ place, node: { source, id } }) => {
        const fact = facts.get(factPartition(source, id));
        const interaction = currentInteraction(fact);
        return fact && interaction ? [{ place, node: { interaction, fact } }] : [];
      });
      return connectionOf(listed, window, more);
    },

    /** One interaction by its identity; undefined when there is none or it was retracted. */
    async interaction(source: string, id: string): Promise<ListedInteraction | undefined> {
      const [stored] = await store.loadFacts([{ source, id }]);
      const interaction = currentInteraction(stored?.fact);
      return stored && interaction && { interaction, fact: stored.fact };
    },

    /** The episode of a conversation that opened at an instant (epoch ms), or its first; undefined when there is none. */
    async episode(
      conversation: string,
      openedAt: number | 'first',
      context: FoldContext,
    ): Promise<IndexedEpisode | undefined> {
      const episodes = episodesOf(await loadTurns(conversation));
      const episode = openedAt === 'first' ? episodes[0] : episodes.find((one) => one.openedAt === openedAt);
      if (!episode) return undefined;
      const dueAt = dueOf(episode, context);
      return { ...episode, conversation, first: episode === episodes[0], ...(dueAt !== undefined && { dueAt }) };
    },
  };
}

/** Sorts like `compareTurns`: ids hold no control characters, so an id comes before those that begin with it. */
const placeOfTurn = ({ at, id, source }: Turn): Place => ({
  sort: new Date(at).toISOString(),
  tie: `${id}\u0001${source}`,
});
