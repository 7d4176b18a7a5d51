import type { AddToCell } from '../cell.ts';
import { type Episode, episodesOf, type Turn } from '../conversation.ts';
import { collectInto, type Deltas } from '../deltas.ts';
import type { CountedInteraction } from '../interaction.ts';
import type { Organisation } from '../organisation.ts';
import type { Zone } from '../zone.ts';
import { contributeEpisode } from './response.ts';
import { contributeVolume } from './volume.ts';

/** What contributions depend on besides the facts: the calendar and the dated settings of the organisation. */
export interface FoldContext {
  home: Zone;
  organisation: Organisation;
}

/** Collects, beside the counters, the home days they belong to. */
export interface Contribution extends Deltas {
  days: Set<string>;
}

export const emptyContribution = (): Contribution => ({ cells: new Map(), days: new Set() });

export interface ContributeTo {
  add: AddToCell;
  /** Names a home day whose cells change. */
  touch(day: string): void;
}

/** Adds what an interaction counts for (`sign` 1) or takes it back (`sign` -1). */
export function addInteraction(
  into: Contribution,
  interaction: CountedInteraction,
  sign: 1 | -1,
  context: FoldContext,
): void {
  contributeVolume(interaction, context, receiver(into, sign));
}

/** Takes back the episodes that a conversation no longer has and adds those it has now; the rest is not touched. */
export function changeConversation(
  into: Contribution,
  before: readonly Turn[],
  after: readonly Turn[],
  context: FoldContext,
): void {
  const kept = new Map<string, number>();
  for (const episode of episodesOf(after)) {
    const key = JSON.stringify(episode);
    kept.set(key, (kept.get(key) ?? 0) + 1);
  }
  for (const episode of episodesOf(before)) {
    const key = JSON.stringify(episode);
    const left = kept.get(key) ?? 0;
    if (left > 0) kept.set(key, left - 1);
    else contributeEpisode(episode, context, receiver(into, -1));
  }
  for (const [key, count] of kept) {
    for (let n = 0; n < count; n++) contributeEpisode(JSON.parse(key) as Episode, context, receiver(into, 1));
  }
}

const receiver = (into: Contribution, sign: 1 | -1): ContributeTo => ({
  add: collectInto(into, sign),
  touch: (day) => into.days.add(day),
});
