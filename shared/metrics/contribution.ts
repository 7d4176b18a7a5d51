import { isCanary } from '../canary.ts';
import type { AddToCell } from '../cell.ts';
import { dialogueOf, type Episode, episodesOf, isIdeaThread, type Turn } from '../conversation.ts';
import { collectInto, type Deltas, mergeDeltas } from '../deltas.ts';
import { type Idea, ideaOf } from '../idea.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { Organisation } from '../organisation.ts';
import type { Zone } from '../zone.ts';
import { contributeCollaboration } from './collaboration.ts';
import { contributeDialogue } from './dialogue.ts';
import { contributeIdea } from './ideas.ts';
import { contributePresence } from './people.ts';
import { contributeEpisode } from './response.ts';
import { contributeSource, contributeVolume } from './volume.ts';

/** What contributions depend on besides the facts: the calendar and the dated settings of the organisation. */
export interface FoldContext {
  home: Zone;
  organisation: Organisation;
}

/** What facts contribute: counters, the home days they belong to, and the people met on each. */
export interface Contribution extends Deltas {
  days: Set<string>;
  /** Home day, then `meeting` of a tag and a person, to how often they were met. */
  people: Map<string, Map<string, number>>;
}

export const emptyContribution = (): Contribution => ({ cells: new Map(), days: new Set(), people: new Map() });

export interface ContributeTo {
  add: AddToCell;
  /** Names a home day whose cells change. */
  touch(day: string): void;
  /** Counts a person under a tag of a home day. */
  meet(day: string, tag: string, person: string, delta: number): void;
}

/** Adds what an interaction counts for (`sign` 1) or takes it back (`sign` -1). */
export function addInteraction(
  into: Contribution,
  interaction: CountedInteraction,
  sign: 1 | -1,
  context: FoldContext,
): void {
  const to = receiver(into, sign);
  if (isCanary(interaction.source)) {
    contributeSource(interaction, context, to);
    return;
  }
  contributeVolume(interaction, context, to);
  contributePresence(interaction, context, to);
  contributeCollaboration(interaction, context, to);
}

/** Takes back what a thread no longer has and adds what it has now; the rest is not touched. */
export function changeThread(
  into: Contribution,
  id: string,
  before: readonly Turn[],
  after: readonly Turn[],
  context: FoldContext,
): void {
  const change = <T>(of: (turns: readonly Turn[]) => T[], contribute: (one: T, sign: 1 | -1) => void) =>
    changeEach(of(before), of(after), contribute);
  if (isIdeaThread(id)) {
    change<Idea>(
      (turns) => [ideaOf(turns)].filter((idea) => idea !== undefined),
      (idea, sign) => contributeIdea(idea, context, receiver(into, sign)),
    );
    return;
  }
  change<Episode>(episodesOf, (episode, sign) => contributeEpisode(episode, context, receiver(into, sign)));
  change(
    (turns) => [dialogueOf(turns)].filter((dialogue) => dialogue !== undefined),
    (dialogue, sign) => contributeDialogue(dialogue, context, receiver(into, sign)),
  );
}

/** Adds all of `from` to `into`. */
export function mergeContribution(into: Contribution, from: Contribution): void {
  mergeDeltas(into, from);
  for (const day of from.days) into.days.add(day);
  for (const [day, met] of from.people) {
    for (const [meeting, delta] of met) addMeeting(into, day, meeting, delta);
  }
}

function addMeeting({ people }: Contribution, day: string, meeting: string, delta: number): void {
  const met = people.get(day) ?? new Map<string, number>();
  people.set(day, met);
  const sum = (met.get(meeting) ?? 0) + delta;
  if (sum !== 0) met.set(meeting, sum);
  else {
    met.delete(meeting);
    if (met.size === 0) people.delete(day);
  }
}

/** What is in both is left alone. */
function changeEach<T>(before: readonly T[], after: readonly T[], contribute: (one: T, sign: 1 | -1) => void): void {
  const kept = new Map<string, number>();
  for (const one of after) {
    const key = JSON.stringify(one);
    kept.set(key, (kept.get(key) ?? 0) + 1);
  }
  for (const one of before) {
    const key = JSON.stringify(one);
    const left = kept.get(key) ?? 0;
    if (left > 0) kept.set(key, left - 1);
    else contribute(one, -1);
  }
  for (const [key, count] of kept) {
    for (let n = 0; n < count; n++) contribute(JSON.parse(key) as T, 1);
  }
}

const receiver = (into: Contribution, sign: 1 | -1): ContributeTo => ({
  add: collectInto(into, sign),
  touch: (day) => into.days.add(day),
  meet: (day, tag, person, delta) => addMeeting(into, day, `${tag} ${person}`, sign * delta),
});
