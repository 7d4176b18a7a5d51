import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { episodesOf, type Turn } from '../conversation.ts';
import { ApiError } from '../errors.ts';
import { currentInteraction, type Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { FoldContext } from '../metrics/contribution.ts';
import { dueOf } from '../metrics/response.ts';
import { allTurns } from '../turn-pages.ts';
import type { Activity, Direction } from '../vocabulary.ts';
import { addDays } from '../zone.ts';
import { busyDays } from './busy-days.ts';
import { type Connection, connectionOf, type PageRequest, pageOfList, windowOf } from './connection.ts';
import { decodeEpisode, type IndexedEpisode } from './conversation-item.ts';
import { decodeFact } from './fact-item.ts';
import { createFoldStore } from './fold-store.ts';
import { type EpisodeStatus, episodeIndex, factPartition, interactionIndex } from './keys.ts';
import type { Place } from './place.ts';
import { walkIndex } from './walk-index.ts';

export interface DrillDownOptions {
  client: DynamoDBClient;
  ledgerTable: string;
  cellsTable: string;
  lanes: number;
  /** Milliseconds since 1970: what is overdue depends on it. */
  clock: () => number;
}

/** Whole days of the home zone, both included, and the departments to look in. */
interface Scope {
  range: { from: string; to: string };
  departments: readonly string[];
  channels?: readonly string[] | undefined;
}
export interface InteractionQuery extends Scope {
  activities?: readonly Activity[] | undefined;
  directions?: readonly Direction[] | undefined;
  /** Only those under whose identity another body came, too. */
  conflicting?: boolean | undefined;
}
export interface ConversationQuery extends Scope {
  answered?: boolean | undefined;
  overdue?: boolean | undefined;
}

/** An interaction as it counts now, with the fact that tells its edits and conflicts. */
export interface ListedInteraction {
  interaction: CountedInteraction;
  fact: Fact;
}

/** What stands behind the numbers: Relay pages over the ledger, newest first, both ways. */
export function createDrillDown(options: DrillDownOptions) {
  const { client, ledgerTable, lanes, clock } = options;
  const store = createFoldStore(client, ledgerTable);
  const eachLane = (partitions: (lane: number) => string[]) =>
    Array.from({ length: lanes }, (_, lane) => partitions(lane)).flat();

  async function pageOfIndex<T>(
    { range, departments }: Scope,
    page: PageRequest,
    { home }: FoldContext,
    attributes: string,
    partitions: (department: string, day: string, lane: number) => string[],
    read: (item: Record<string, AttributeValue>) => { tie: string; node: T } | undefined,
  ): Promise<Connection<T>> {
    const window = windowOf(page);
    if (range.from > range.to) {
      throw new ApiError(
        'BAD_REQUEST',
        `range: from (${range.from}) is after to (${range.to}); both ends are included.`,
      );
    }
    const walked = await walkIndex(
      {
        client,
        ledgerTable,
        attributes,
        days: await busyDays(range.from, range.to, home, options),
        partitionsOf: (day) =>
          departments.flatMap((department) => eachLane((lane) => partitions(department, day, lane))),
        range: { start: home.startOf(range.from), end: home.startOf(addDays(range.to, 1)) },
        read,
      },
      window,
    );
    return connectionOf(walked.found, window, walked.more, walked.stoppedAt);
  }

  const loadTurns = async (conversation: string): Promise<Turn[]> =>
    (await store.loadConversations([conversation])).flatMap(({ pages }) => allTurns(pages));

  return {
    /** Interactions that count, newest first. */
    interactions: (query: InteractionQuery, page: PageRequest, context: FoldContext) =>
      pageOfIndex<ListedInteraction>(
        query,
        page,
        context,
        'b',
        (department, day, lane) => [interactionIndex(department, day, lane)],
        (item) => {
          const { fact } = decodeFact(item);
          const interaction = currentInteraction(fact);
          if (!interaction || !isListed(interaction, fact, query)) return undefined;
          return { tie: `${fact.source} ${fact.id}`, node: { interaction, fact } };
        },
      ),

    /** Conversations, one for each episode, by the time of their enquiry, newest first. */
    conversations(query: ConversationQuery, page: PageRequest, context: FoldContext) {
      const statuses = statusesOf(query);
      const now = clock();
      return pageOfIndex<IndexedEpisode>(
        query,
        page,
        context,
        'x',
        (department, day, lane) => statuses.map((status) => episodeIndex(status, department, day, lane)),
        (item) => {
          const episode = decodeEpisode(item);
          if (query.channels && !query.channels.includes(episode.channel)) return undefined;
          if (query.overdue !== undefined && isOverdue(episode, now) !== query.overdue) return undefined;
          return { tie: `${episode.conversation}\n${String(episode.ordinal).padStart(6, '0')}`, node: episode };
        },
      );
    },

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

    /** One episode of a conversation, 1 being the first; undefined when there is none. */
    async episode(conversation: string, ordinal: number, context: FoldContext): Promise<IndexedEpisode | undefined> {
      const episode = episodesOf(await loadTurns(conversation))[ordinal - 1];
      if (!episode) return undefined;
      const dueAt = dueOf(episode, context);
      return { ...episode, conversation, ordinal, ...(dueAt !== undefined && { dueAt }) };
    },
  };
}
export type DrillDown = ReturnType<typeof createDrillDown>;

/** Sorts like `compareTurns`: ids hold no control characters, so an id comes before those that begin with it. */
const placeOfTurn = ({ at, id, source }: Turn): Place => ({
  sort: new Date(at).toISOString(),
  tie: `${id}\u0001${source}`,
});

function isListed(
  { channel, activity, direction }: CountedInteraction,
  { losers }: Fact,
  { channels, activities, directions, conflicting }: InteractionQuery,
): boolean {
  return (
    (channels?.includes(channel) ?? true) &&
    (activities?.includes(activity) ?? true) &&
    (directions?.includes(direction) ?? true) &&
    (conflicting === undefined || losers.length > 0 === conflicting)
  );
}

function statusesOf({ answered, overdue }: ConversationQuery): EpisodeStatus[] {
  const all: EpisodeStatus[] = ['answered', 'waiting', 'closed'];
  return all.filter(
    (status) =>
      (answered === undefined || (status === 'answered') === answered) && (overdue !== true || status === 'waiting'),
  );
}

const isOverdue = ({ reply, closedAt, dueAt }: IndexedEpisode, now: number): boolean =>
  !reply && closedAt === undefined && dueAt !== undefined && dueAt < now;
