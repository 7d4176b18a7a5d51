import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Turn } from '../conversation.ts';
import { currentInteraction, type Fact } from '../fact.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { FoldContext } from '../metrics/contribution.ts';
import { allTurns } from '../turn-pages.ts';
import { busyDays } from './busy-days.ts';
import { type Connection, connectionOf, type PageRequest, windowOf } from './connection.ts';
import { decodeEpisode, type IndexedEpisode } from './conversation-item.ts';
import { decodeFact } from './fact-item.ts';
import { createFoldStore } from './fold-store.ts';
import { type EpisodeStatus, episodeIndex, interactionIndex } from './keys.ts';
import type { ListedInteraction } from './ledger-reader.ts';
import type { IndexWalk } from './merge-days.ts';
import { walkConfirmed } from './walk-confirmed.ts';
import { walkIndex } from './walk-index.ts';

export interface LedgerWalksOptions {
  client: DynamoDBClient;
  ledgerTable: string;
  cellsTable: string;
  lanes: number;
}

export interface SpanScope {
  /** Instants in epoch milliseconds, the end exclusive; nothing lies in it when the end is not after the start. */
  span: { start: number; end: number };
  /** To look in. */
  departments: readonly string[];
}
export interface CountedQuery extends SpanScope {
  /** Whether an interaction matches. */
  counts(interaction: CountedInteraction, fact: Fact): boolean;
}
/** A conversation or idea with its sorted turns. */
export interface Thread {
  id: string;
  turns: readonly Turn[];
}
export interface ThreadQuery<T> extends CountedQuery {
  /** The thread that decides, too; undefined when the interaction matches by itself. */
  threadOf(interaction: CountedInteraction): string | undefined;
  /** What to list of a matching interaction and its thread; undefined when it is not to be listed. */
  nodeOf(listed: ListedInteraction, thread: Thread | undefined): T | undefined;
}
export interface EpisodeQuery extends SpanScope {
  /** Which there can be, for all that match are looked through. */
  statuses: readonly EpisodeStatus[];
  counts(episode: IndexedEpisode): boolean;
}

/** Pages of the ledger's index, newest first, both ways: what lies in a span of instants and matches. */
export function createLedgerWalks(options: LedgerWalksOptions) {
  const { client, ledgerTable, lanes } = options;
  const store = createFoldStore(client, ledgerTable);
  const eachLane = (partitions: (lane: number) => string[]) =>
    Array.from({ length: lanes }, (_, lane) => partitions(lane)).flat();

  async function walkOf<T>(
    { span, departments }: SpanScope,
    { home }: FoldContext,
    attributes: string,
    partitions: (department: string, day: string, lane: number) => string[],
    read: IndexWalk<T>['read'],
  ): Promise<IndexWalk<T>> {
    const { start, end } = span;
    return {
      client,
      ledgerTable,
      attributes,
      days: end > start ? await busyDays(home.dayOf(start), home.dayOf(end - 1), home, options) : [],
      partitionsOf: (day) => departments.flatMap((department) => eachLane((lane) => partitions(department, day, lane))),
      range: span,
      read,
    };
  }

  const interactionWalk = (query: CountedQuery, context: FoldContext) =>
    walkOf<ListedInteraction>(
      query,
      context,
      'b',
      (department, day, lane) => [interactionIndex(department, day, lane)],
      (item) => {
        const { fact } = decodeFact(item);
        const interaction = currentInteraction(fact);
        if (!interaction || !query.counts(interaction, fact)) return undefined;
        return { tie: `${fact.source} ${fact.id}`, node: { interaction, fact } };
      },
    );

  const episodeWalk = (query: EpisodeQuery, context: FoldContext) =>
    walkOf<IndexedEpisode>(
      query,
      context,
      'x',
      (department, day, lane) => query.statuses.map((status) => episodeIndex(status, department, day, lane)),
      (item) => {
        const episode = decodeEpisode(item);
        return query.counts(episode) ? { tie: episode.conversation, node: episode } : undefined;
      },
    );

  async function pageOf<T>(page: PageRequest, prepare: () => Promise<IndexWalk<T>>): Promise<Connection<T>> {
    const window = windowOf(page);
    const walked = await walkIndex(await prepare(), window);
    return connectionOf(walked.found, window, walked.more, walked.stoppedAt);
  }

  async function confirmed<T>(candidates: readonly ListedInteraction[], { threadOf, nodeOf }: ThreadQuery<T>) {
    const ids = candidates.map(({ interaction }) => threadOf(interaction));
    const threads = await store.loadConversations([...new Set(ids.filter((id) => id !== undefined))]);
    const turns = new Map(threads.map(({ id, pages }) => [id, allTurns(pages)]));
    return candidates.map((listed, at) => {
      const id = ids[at];
      return nodeOf(listed, id === undefined ? undefined : { id, turns: turns.get(id) ?? [] });
    });
  }

  return {
    /** Interactions. */
    interactionsIn: (query: CountedQuery, page: PageRequest, context: FoldContext) =>
      pageOf(page, () => interactionWalk(query, context)),

    /** Conversations, one for each episode, by the time of their enquiry. */
    episodesIn: (query: EpisodeQuery, page: PageRequest, context: FoldContext) =>
      pageOf(page, () => episodeWalk(query, context)),

    /** What the threads of interactions give, by the time of the interaction. */
    async listInThreads<T>(query: ThreadQuery<T>, page: PageRequest, context: FoldContext): Promise<Connection<T>> {
      const window = windowOf(page);
      const walk = await interactionWalk(query, context);
      const walked = await walkConfirmed(walk, window, (candidates) => confirmed(candidates, query));
      return connectionOf(walked.found, window, walked.more, walked.stoppedAt);
    },
  };
}
