import { currentInteraction, type Fact } from '../../shared/fact.ts';
import {
  addInteraction,
  emptyContribution,
  type FoldContext,
  mergeContribution,
} from '../../shared/metrics/contribution.ts';
import type { StoredFact } from '../../shared/store/fact-item.ts';
import type { UnitChange } from '../../shared/store/fold-unit.ts';
import { type Generations, isUncounted, markOf, secondOf } from '../../shared/store/generations.ts';
import { factPartition } from '../../shared/store/keys.ts';
import { buildTransaction } from '../aggregate/build-transaction.ts';
import type { FoldDeps } from '../aggregate/fold-batch.ts';
import { type Group, maxActions } from '../aggregate/pack.ts';

/** Attempts at one transaction while others write the same facts; the waits add up to some seconds. */
const maxAttempts = 12;
/** Facts in a transaction, at first; each day they lie on takes actions, too. */
const factsAtOnce = 40;

/**
 * Writes facts anew as `rewrite` makes them, which may change who is in them and nothing else: conversations have no
 * people. Each transaction moves the people log along as a fold does, so totals and `verify` are the same at every moment.
 * A fact that somebody else changes meanwhile is read and rewritten again. Gives how many were changed.
 */
export async function rewriteFacts(
  found: readonly StoredFact[],
  rewrite: (fact: Fact) => Fact,
  deps: FoldDeps,
): Promise<number> {
  const { store, tables, lanes, random, sleep, context } = deps;
  // Facts of a day share the items of its people.
  let left = found.toSorted((a, b) => (timeOf(a.fact) < timeOf(b.fact) ? -1 : 1));
  let size = factsAtOnce;
  let attempt = 1;
  let written = 0;
  while (left.length > 0) {
    // Each time: a rebuild counts on writers hearing of it within the time of one fold, and a list may take longer.
    const generations = await store.loadGenerations(tables.cellsTable);
    const taken = left.slice(0, size);
    const changes = taken.flatMap((stored) => changeOf(stored, rewrite, generations, context) ?? []);
    const group = groupOf(changes, generations);
    const known = { generations, facts: new Map(), conversations: new Map() };
    const target = { ...tables, lanes, lane: Math.floor(random() * lanes) };
    const actions = buildTransaction(group, known, () => undefined, target);
    if (actions.length > maxActions && size > 1) {
      size = Math.ceil(size / 2);
      continue;
    }
    const outcome = actions.length === 0 ? ({ kind: 'committed' } as const) : await store.commit(actions);
    if (outcome.kind === 'committed') {
      written += changes.length;
      left = left.slice(taken.length);
      size = factsAtOnce;
      attempt = 1;
      continue;
    }
    if (outcome.kind === 'refused') {
      if (size === 1) throw new Error(`A fact cannot be written anew: ${outcome.reason}`);
      size = 1;
      continue;
    }
    if (++attempt > maxAttempts) throw new Error('Others go on writing the same facts: try again later.');
    await sleep(random() * 10 * 2 ** Math.min(attempt, 8));
    if (outcome.kind === 'stale') {
      left = [...(await store.loadFacts(taken.map(({ fact }) => fact))), ...left.slice(taken.length)];
    }
  }
  return written;
}

function changeOf(
  before: StoredFact,
  rewrite: (fact: Fact) => Fact,
  generations: Generations,
  context: FoldContext,
): UnitChange | undefined {
  const fact = rewrite(before.fact);
  if (JSON.stringify(fact) === JSON.stringify(before.fact)) return undefined;
  const contribution = emptyContribution();
  const uncounted = generations.building === undefined ? undefined : emptyContribution();
  const [old, now] = [currentInteraction(before.fact), currentInteraction(fact)];
  if (old) addInteraction(contribution, old, -1, context);
  if (now) addInteraction(contribution, now, 1, context);
  if (uncounted && old && isUncounted(generations, before)) addInteraction(uncounted, old, 1, context);
  return {
    unit: { key: factPartition(fact.source, fact.id), interactions: [] },
    outcomes: [],
    fact: { revision: before.revision, generation: markOf(generations), fact },
    conversations: [],
    contribution,
    ...(uncounted && { uncounted }),
  };
}

function groupOf(changes: UnitChange[], generations: Generations): Group {
  const contribution = emptyContribution();
  const second = emptyContribution();
  for (const change of changes) {
    mergeContribution(contribution, change.contribution);
    mergeContribution(second, change.contribution);
    if (change.uncounted) mergeContribution(second, change.uncounted);
  }
  const both = secondOf(generations) !== undefined;
  return { changes, conversations: new Map(), contribution, ...(both && { second }) };
}

const timeOf = ({ body, edit }: Fact): string => body?.time ?? edit?.time ?? '';
