import { type Episode, threadsOf, turnOf } from '../conversation.ts';
import { applyInteraction, currentInteraction, type Fact, type FoldOutcome, factIdOf } from '../fact.ts';
import type { CountedInteraction, Interaction } from '../interaction.ts';
import {
  addInteraction,
  type Contribution,
  changeThread,
  emptyContribution,
  type FoldContext,
} from '../metrics/contribution.ts';
import { dueOf } from '../metrics/response.ts';
import { allTurns, putTurn, removeTurn } from '../turn-pages.ts';
import { newConversation, type StoredConversation } from './conversation-item.ts';
import type { StoredFact } from './fact-item.ts';
import { type Generations, isUncounted, markOf } from './generations.ts';
import { factPartition } from './keys.ts';

/** All interactions of a batch that belong to one fact, in the order they came. */
export interface Unit {
  key: string;
  interactions: Interaction[];
  /** Folded in a transaction of its own, because the group it was in was refused. */
  alone?: true;
}

/** What is known of the ledger while a batch is folded; what is not in it is presumed not to exist. */
export interface Known {
  /** Which generations of cells are written. */
  generations: Generations;
  facts: Map<string, StoredFact>;
  conversations: Map<string, StoredConversation>;
}

/** What folding one unit changes. */
export interface UnitChange {
  unit: Unit;
  outcomes: FoldOutcome[];
  /** Absent when everything in the unit was known already. */
  fact?: StoredFact;
  conversations: StoredConversation[];
  contribution: Contribution;
  /** What was there before and the generation that is being built has not counted yet; only while there is such. */
  uncounted?: Contribution;
}

/** A unit that the rules themselves cannot fold: its interactions become rejections, the rest of the batch goes on. */
export class UnfoldableUnit extends Error {
  readonly unit: Unit;

  constructor(unit: Unit, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'UnfoldableUnit';
    this.unit = unit;
  }
}

/** One unit for each fact, in the order in which they first occur. */
export function unitsOf(interactions: readonly Interaction[]): Unit[] {
  const byKey = new Map<string, Unit>();
  for (const interaction of interactions) {
    const key = factPartition(interaction.source, factIdOf(interaction));
    const unit = byKey.get(key);
    if (unit) unit.interactions.push(interaction);
    else byKey.set(key, { key, interactions: [interaction] });
  }
  return [...byKey.values()];
}

/** Folds a unit onto what is known: the new states, with the revisions they replace, and what the cells gain or lose. */
export function foldUnit(unit: Unit, known: Known, context: FoldContext): UnitChange {
  const before = known.facts.get(unit.key);
  let fact: Fact | undefined = before?.fact;
  const outcomes = unit.interactions.map((interaction) => {
    const applied = applyInteraction(fact, interaction);
    fact = applied.fact;
    return applied.outcome;
  });
  if (!fact || fact === before?.fact) return { unit, outcomes, conversations: [], contribution: emptyContribution() };
  return { unit, outcomes, ...changeFact(before, fact, known, context) };
}

/** What changes when a fact becomes another one: also for writers that change facts without an interaction that says so. */
export function changeFact(
  before: StoredFact | undefined,
  after: Fact,
  known: Known,
  context: FoldContext,
): Omit<UnitChange, 'unit' | 'outcomes'> & { fact: StoredFact } {
  const { generations } = known;
  const contribution = emptyContribution();
  const uncounted = generations.building === undefined ? undefined : emptyContribution();
  const old = currentInteraction(before?.fact);
  const now = currentInteraction(after);
  if (old) addInteraction(contribution, old, -1, context);
  if (now) addInteraction(contribution, now, 1, context);
  if (uncounted && old && isUncounted(generations, before)) addInteraction(uncounted, old, 1, context);
  const conversations = moveTurn(old, now, known, contribution, uncounted, context);
  const fact = { revision: before?.revision ?? 0, generation: markOf(generations), fact: after };
  return { fact, conversations, contribution, ...(uncounted && { uncounted }) };
}

/** The threads a unit may touch, given what is known of its fact. */
export function conversationsOf(unit: Unit, known: Known): string[] {
  const old = currentInteraction(known.facts.get(unit.key)?.fact);
  let fact = known.facts.get(unit.key)?.fact;
  for (const interaction of unit.interactions) fact = applyInteraction(fact, interaction).fact;
  const now = currentInteraction(fact);
  return [...(old ? threadsOf(old) : []), ...(now ? threadsOf(now) : [])];
}

/** When an episode is due under the context, for its index entry. */
export const dueIn =
  (context: FoldContext) =>
  (episode: Episode): number | undefined =>
    dueOf(episode, context);

function moveTurn(
  old: CountedInteraction | undefined,
  now: CountedInteraction | undefined,
  known: Known,
  contribution: Contribution,
  uncounted: Contribution | undefined,
  context: FoldContext,
): StoredConversation[] {
  const from = old ? threadsOf(old) : [];
  const to = now ? threadsOf(now) : [];
  const changed: StoredConversation[] = [];
  for (const id of new Set([...from, ...to])) {
    const stored = known.conversations.get(id) ?? newConversation(id);
    let { pages } = stored;
    if (old && from.includes(id)) pages = removeTurn(pages, old);
    if (now && to.includes(id)) pages = putTurn(pages, turnOf(now));
    changeThread(contribution, id, allTurns(stored.pages), allTurns(pages), context);
    if (uncounted && isUncounted(known.generations, stored)) {
      changeThread(uncounted, id, [], allTurns(stored.pages), context);
    }
    changed.push({ ...stored, generation: markOf(known.generations), pages });
  }
  return changed;
}
