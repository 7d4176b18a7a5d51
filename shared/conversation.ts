import { isCanary } from './canary.ts';
import type { CountedInteraction } from './interaction.ts';
import { type Activity, type ActorKind, type Direction, type IdeaStage, isIdeaStage } from './vocabulary.ts';

/** One word or step of a conversation, as far as episodes and drill-down need it. */
export interface Turn {
  /** Epoch milliseconds. */
  at: number;
  source: string;
  id: string;
  activity: Activity;
  direction: Direction;
  kind: ActorKind;
  department: string;
  channel: string;
  /** A resolution that reopened. */
  reopened?: boolean;
  /** Of an enquiry: hours of silence after which it opens an answered conversation anew. */
  reopensAfter?: number;
  /** What a `stage` says of its idea. */
  stage?: IdeaStage;
}

/** The first word of a conversation, and whether both sides spoke. */
export interface Dialogue {
  /** Epoch milliseconds. */
  at: number;
  department: string;
  channel: string;
  bothSides: boolean;
}

/** From an opening enquiry to its first human reply and its closure. Instants are epoch milliseconds. */
export interface Episode {
  openedAt: number;
  department: string;
  channel: string;
  reply?: { at: number; department: string; channel: string };
  closedAt?: number;
}

const words = new Set<Activity>(['post', 'comment', 'mention', 'message', 'contribution', 'idea']);
const steps = new Set<Activity>(['reply', 'resolution', 'handover']);
const spoken = new Set<Activity>([...words, 'enquiry', 'reply']);

/**
 * The conversation an interaction is a turn of: the one it names, or its own when it is an enquiry without one.
 * Reactions, views and the like are no turns. Conversation ids are organisation-wide.
 */
export function conversationOf(interaction: CountedInteraction): string | undefined {
  const { activity, conversation, source, id } = interaction;
  if (activity === 'enquiry') return conversation ?? `${source} ${id}`;
  return words.has(activity) || steps.has(activity) ? conversation : undefined;
}

/** Marks the threads of ideas among those of conversations: no provider's id begins with a control character. */
const ideaMark = '\u0001';

export const isIdeaThread = (id: string): boolean => id.startsWith(ideaMark);

/**
 * The threads that an interaction is a turn of: its conversation, and the idea that it submits or moves. An idea without
 * an id is known by its own.
 */
export function threadsOf(interaction: CountedInteraction): string[] {
  if (isCanary(interaction.source)) return [];
  const threads: string[] = [];
  const conversation = conversationOf(interaction);
  if (conversation !== undefined) threads.push(conversation);
  const { activity, idea, stage, source, id } = interaction;
  if (activity === 'idea') threads.push(idea === undefined ? `${ideaMark}o${source} ${id}` : `${ideaMark}i${idea}`);
  if (activity === 'stage' && idea !== undefined && isIdeaStage(stage)) threads.push(`${ideaMark}i${idea}`);
  return threads;
}

/** The turn that an interaction is in its threads. */
export function turnOf(interaction: CountedInteraction): Turn {
  const { source, id, activity, direction, actor, department, channel, stage, reopensAfter } = interaction;
  return {
    at: Date.parse(interaction.time),
    source,
    id,
    activity,
    direction,
    kind: actor.kind,
    department,
    channel,
    ...(stage === 'reopened' && { reopened: true }),
    ...(activity === 'enquiry' && reopensAfter !== undefined && { reopensAfter }),
    ...(activity === 'stage' && isIdeaStage(stage) && { stage }),
  };
}

/** The order of turns: by time, then by id, then by source. */
export function compareTurns(a: Turn, b: Turn): number {
  return a.at - b.at || compareText(a.id, b.id) || compareText(a.source, b.source);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The turns with one put in its place; the same (source, id) is there at most once. `turns` must be sorted. */
export function withTurn(turns: readonly Turn[], turn: Turn): Turn[] {
  const others = withoutTurn(turns, turn);
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTurns(others[middle] as Turn, turn) < 0) low = middle + 1;
    else high = middle;
  }
  others.splice(low, 0, turn);
  return others;
}

/** The turns without the one of a (source, id). */
export function withoutTurn(turns: readonly Turn[], { source, id }: { source: string; id: string }): Turn[] {
  return turns.filter((turn) => turn.id !== id || turn.source !== source);
}

/** Whether somebody, not a bot, said something to or from outside. */
export const isWord = ({ activity, direction, kind }: Pick<Turn, 'activity' | 'direction' | 'kind'>): boolean =>
  kind !== 'bot' && direction !== 'internal' && spoken.has(activity);

/** What sorted turns are as a dialogue; undefined when nobody said a word to or from outside. */
export function dialogueOf(turns: readonly Turn[]): Dialogue | undefined {
  const said = turns.filter(isWord);
  const [first] = said;
  if (!first) return undefined;
  const { at, department, channel, direction } = first;
  return { at, department, channel, bothSides: said.some((turn) => turn.direction !== direction) };
}

/**
 * Cuts sorted turns into episodes. An inbound enquiry or a reopening opens one when none is open; the first outbound
 * reply of a human (an employee, a partner or an account of ours, never a bot) answers it; a resolution closes it. What follows
 * a closure belongs to no episode until the next opening. In a talk that nobody closes, an enquiry that says `reopensAfter`
 * opens the next episode when the one before was answered and nobody has said or done anything for so long.
 */
export function episodesOf(turns: readonly Turn[]): Episode[] {
  const episodes: Episode[] = [];
  let open: Episode | undefined;
  let before: Turn | undefined;
  for (const turn of turns) {
    if (open?.reply && before && breaksSilence(turn, before)) open = undefined;
    before = turn;
    if (!open) {
      if (!opens(turn)) continue;
      open = { openedAt: turn.at, department: turn.department, channel: turn.channel };
      episodes.push(open);
    } else if (answers(turn)) {
      open.reply ??= { at: turn.at, department: turn.department, channel: turn.channel };
    } else if (turn.activity === 'resolution' && !turn.reopened) {
      open.closedAt = turn.at;
      open = undefined;
    }
  }
  return episodes;
}

const opens = ({ activity, direction, reopened }: Turn): boolean =>
  (activity === 'enquiry' && direction === 'inbound') || (activity === 'resolution' && reopened === true);

const hourMs = 3_600_000;
const breaksSilence = (turn: Turn, { at }: Turn): boolean =>
  turn.reopensAfter !== undefined && opens(turn) && turn.at - at >= turn.reopensAfter * hourMs;

const ours = new Set<ActorKind>(['employee', 'brand', 'partner']);
const answers = ({ activity, direction, kind }: Turn): boolean =>
  activity === 'reply' && direction === 'outbound' && ours.has(kind);
