import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Episode, episodesOf, type Turn } from '../conversation.ts';
import { allTurns, noPages, type TurnPage, type TurnPages } from '../turn-pages.ts';
import {
  type Activity,
  type ActorKind,
  activities,
  actorKinds,
  type Direction,
  directions,
  type IdeaStage,
  ideaStages,
} from '../vocabulary.ts';
import { decodeMark, encodeMark } from './fact-item.ts';
import {
  conversationPartition,
  conversationSort,
  type EpisodeStatus,
  episodeIndex,
  episodeSort,
  indexDay,
  indexLane,
  pageSort,
  shortHash,
} from './keys.ts';

/** A conversation as it is stored. */
export interface StoredConversation {
  id: string;
  /** What its next change is conditional on. 0: not stored yet. */
  revision: number;
  /** The newest generation of cells that it is counted in. */
  generation: number;
  pages: TurnPages;
}

type Item = Record<string, AttributeValue>;

export const newConversation = (id: string): StoredConversation => ({
  id,
  revision: 0,
  generation: 1,
  pages: noPages,
});

/** The episode an index entry stands for, with what a listing shows of it. */
export interface IndexedEpisode extends Episode {
  conversation: string;
  /**
   * True for the first episode of the conversation. An episode is otherwise known by when it opened, not by a number:
   * one that is found late must not rename all that follow.
   */
  first: boolean;
  dueAt?: number;
}

/** The head item: the newest page, and the index entry of the latest episode. */
export function encodeHead(
  conversation: StoredConversation,
  dueOf: (episode: Episode) => number | undefined,
  lanes: number,
): Item {
  const { id, revision, generation, pages } = conversation;
  const head = pages.at(-1) as TurnPage;
  const latest = indexedEpisodes(conversation, dueOf).at(-1);
  return {
    pk: { S: conversationPartition(id) },
    sk: { S: conversationSort },
    v: { N: String(revision) },
    ...encodeMark(generation),
    b: { S: JSON.stringify({ id, pages: pages.length, first: head.first, ...packTurns(head.turns) }) },
    ...(latest && encodeEpisode(latest, lanes)),
  };
}

/** A page item: older turns. */
export const encodePage = (id: string, page: TurnPage): Item => ({
  pk: { S: conversationPartition(id) },
  sk: { S: pageSort(page.first) },
  b: { S: JSON.stringify(packTurns(page.turns)) },
});

/** Index entries of the episodes before the latest, by sort key. */
export function encodeEarlierEpisodes(
  conversation: StoredConversation,
  dueOf: (episode: Episode) => number | undefined,
  lanes: number,
): Map<string, Item> {
  const earlier = indexedEpisodes(conversation, dueOf).slice(0, -1);
  const pk = { S: conversationPartition(conversation.id) };
  return new Map(
    earlier.map((episode) => {
      const sk = episodeSort(episode.openedAt);
      return [sk, { pk, sk: { S: sk }, ...encodeEpisode(episode, lanes) }];
    }),
  );
}

/** A head item: its revision and page, and how many pages there are in all. */
export function decodeHead(item: Item): { conversation: StoredConversation; pages: number } {
  const { id, pages, first, ...packed } = JSON.parse(item.b?.S ?? '{}') as PackedTurns & {
    id: string;
    pages: number;
    first: string;
  };
  const head = { first, turns: unpackTurns(packed) };
  const revision = Number(item.v?.N);
  return { conversation: { id, revision, generation: decodeMark(item), pages: [head] }, pages };
}

export const decodePage = (item: Item): TurnPage => ({
  first: (item.sk?.S ?? '').slice(2),
  turns: unpackTurns(JSON.parse(item.b?.S ?? '{}') as PackedTurns),
});

/** The episode in an index entry. */
export const decodeEpisode = (item: Item): IndexedEpisode => JSON.parse(item.x?.S ?? '{}') as IndexedEpisode;

function indexedEpisodes(
  { id, pages }: StoredConversation,
  dueOf: (episode: Episode) => number | undefined,
): IndexedEpisode[] {
  return episodesOf(allTurns(pages)).map((episode, index) => {
    const dueAt = dueOf(episode);
    return { ...episode, conversation: id, first: index === 0, ...(dueAt !== undefined && { dueAt }) };
  });
}

function encodeEpisode(episode: IndexedEpisode, lanes: number): Item {
  const { openedAt, department, conversation } = episode;
  const hash = shortHash(conversation);
  return {
    ipk: { S: episodeIndex(statusOf(episode), department, indexDay(openedAt), indexLane(hash, lanes)) },
    isk: { S: `${new Date(openedAt).toISOString()}#${hash}` },
    x: { S: JSON.stringify(episode) },
  };
}

export function statusOf({ reply, closedAt }: Episode): EpisodeStatus {
  if (reply) return 'answered';
  return closedAt === undefined ? 'waiting' : 'closed';
}

/** Turns as rows of positions: a conversation is rewritten with every word, so each byte is paid for again. */
interface PackedTurns {
  s: string[];
  t: [
    at: number,
    source: number,
    id: string,
    activity: number,
    direction: number,
    kind: number,
    department: string,
    channel: string,
    reopened?: 0 | 1,
    /** -1: none. */
    stage?: number,
    reopensAfter?: number,
  ][];
}

function packTurns(turns: readonly Turn[]): PackedTurns {
  const sources = [...new Set(turns.map((turn) => turn.source))];
  return {
    s: sources,
    t: turns.map(({ at, source, id, activity, direction, kind, department, channel, ...rest }) => [
      at,
      sources.indexOf(source),
      id,
      activities.indexOf(activity),
      directions.indexOf(direction),
      actorKinds.indexOf(kind),
      department,
      channel,
      ...packRest(rest),
    ]),
  };
}

/** Few turns have any of these. */
function packRest({ reopened, stage, reopensAfter }: Pick<Turn, 'reopened' | 'stage' | 'reopensAfter'>) {
  const flag = reopened ? (1 as const) : (0 as const);
  if (reopensAfter !== undefined) return [flag, stage ? ideaStages.indexOf(stage) : -1, reopensAfter] as const;
  if (stage) return [flag, ideaStages.indexOf(stage)] as const;
  return reopened ? ([flag] as const) : ([] as const);
}

function unpackTurns({ s, t }: PackedTurns): Turn[] {
  return t.map(
    ([at, source, id, activity, direction, kind, department, channel, reopened, stage = -1, reopensAfter]) => ({
      at,
      source: s[source] as string,
      id,
      activity: activities[activity] as Activity,
      direction: directions[direction] as Direction,
      kind: actorKinds[kind] as ActorKind,
      department,
      channel,
      ...(reopened && { reopened: true }),
      ...(stage >= 0 && { stage: ideaStages[stage] as IdeaStage }),
      ...(reopensAfter !== undefined && { reopensAfter }),
    }),
  );
}
