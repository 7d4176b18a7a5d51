import { type FoldOutcome, factIdOf } from '../fact.ts';
import type { Interaction } from '../interaction.ts';
import { type Contribution, emptyContribution, type FoldContext, mergeContribution } from '../metrics/contribution.ts';
import type { FoldStore } from './fold-store.ts';
import { conversationsOf, foldUnit, type Known, type UnitChange, unitsOf } from './fold-unit.ts';
import { firstGenerations } from './generations.ts';
import { factPartition } from './keys.ts';

/** What would become of interactions if the aggregate folded them now. */
export interface Prediction {
  /** By interaction; `unfoldable` are those that the rules refuse, with all of the same fact. */
  outcomes: Map<Interaction, FoldOutcome | 'unfoldable'>;
  /** What the cells would gain and lose. */
  contribution: Contribution;
}

/** Reads what the ledger knows of the facts and conversations that interactions touch; strongly consistent. */
export async function loadTouched(
  interactions: readonly Interaction[],
  store: Pick<FoldStore, 'loadFacts' | 'loadConversations'>,
): Promise<Known> {
  const known: Known = { generations: firstGenerations, facts: new Map(), conversations: new Map() };
  const units = unitsOf(interactions);
  const facts = units.flatMap(({ interactions: [first] }) =>
    first === undefined ? [] : [{ source: first.source, id: factIdOf(first) }],
  );
  for (const stored of await store.loadFacts(facts)) {
    known.facts.set(factPartition(stored.fact.source, stored.fact.id), stored);
  }
  const touched = new Set(units.flatMap((unit) => conversationsOf(unit, known)));
  for (const stored of await store.loadConversations([...touched])) known.conversations.set(stored.id, stored);
  return known;
}

/**
 * Folds interactions onto what is known of the ledger as the aggregate would, and commits nothing. Exact as long as nobody
 * else changes the same facts and conversations. `known` must hold all that they touch, and is not changed.
 */
export function predictFold(interactions: readonly Interaction[], known: Known, context: FoldContext): Prediction {
  const prediction: Prediction = { outcomes: new Map(), contribution: emptyContribution() };
  // Later units of a conversation see it as earlier ones leave it.
  const view: Known = { ...known, conversations: new Map(known.conversations) };
  for (const unit of unitsOf(interactions)) {
    const change = changeOf(() => foldUnit(unit, view, context));
    unit.interactions.forEach((interaction, index) => {
      prediction.outcomes.set(interaction, change?.outcomes[index] ?? 'unfoldable');
    });
    if (change === undefined) continue;
    for (const conversation of change.conversations) view.conversations.set(conversation.id, conversation);
    mergeContribution(prediction.contribution, change.contribution);
  }
  return prediction;
}

/** The aggregate keeps as a rejection what throws here. */
function changeOf(fold: () => UnitChange): UnitChange | undefined {
  try {
    return fold();
  } catch {
    return undefined;
  }
}
