import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ApiError } from '../errors.ts';
import { currentInteraction, type Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { FoldContext } from '../metrics/contribution.ts';
import type { Activity, Direction } from '../vocabulary.ts';
import { addDays } from '../zone.ts';
import { busyDays } from './busy-days.ts';
import { type Connection, connectionOf, type PageRequest, windowOf } from './connection.ts';
import { decodeEpisode, type IndexedEpisode } from './conversation-item.ts';
import { decodeFact } from './fact-item.ts';
import { type EpisodeStatus, episodeIndex, interactionIndex } from './keys.ts';
import { createLedgerReader, type ListedInteraction } from './ledger-reader.ts';
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

/** What stands behind the numbers: Relay pages over the ledger, newest first, both ways. */
export function createDrillDown(options: DrillDownOptions) {
  const { client, ledgerTable, lanes, clock } = options;
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
          return { tie: episode.conversation, node: episode };
        },
      );
    },

    ...createLedgerReader(client, ledgerTable),
  };
}
export type DrillDown = ReturnType<typeof createDrillDown>;

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
