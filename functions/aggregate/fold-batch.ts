import { type FoldOutcome, factIdOf } from '../../shared/fact.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { isCounted } from '../../shared/interaction.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { decodeFact } from '../../shared/store/fact-item.ts';
import type { FoldStore } from '../../shared/store/fold-store.ts';
import { conversationSort, factPartition, factSort } from '../../shared/store/keys.ts';
import { buildTransaction } from './build-transaction.ts';
import { type Group, packGroup, packingOrder } from './pack.ts';
import { conversationsOf, dueIn, type Known, type Unit } from './work.ts';

export interface FoldDeps {
  store: FoldStore;
  context: FoldContext;
  tables: { ledgerTable: string; cellsTable: string };
  lanes: number;
  /** 0 <= x < 1: draws lanes and jitter. */
  random: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

export interface FoldReport {
  outcomes: Record<FoldOutcome, number>;
  /** Interactions the engine refuses as such; they become rejections. */
  unfoldable: { interaction: Interaction; reason: string }[];
  /** Interactions that were not folded because the engine failed: their messages go back to the queue. */
  failed: Interaction[];
}

/** Attempts at one group before its messages go back to the queue; the waits add up to about 4 s. */
const maxAttempts = 10;

/**
 * Folds a batch exactly once, in any order and however often it was delivered: groups of units, one transaction each,
 * conditional on what they were folded from. What turns out stale is read again and folded again; what is busy is
 * tried again on another lane. Never throws for a single interaction.
 */
export async function foldBatch(interactions: readonly Interaction[], deps: FoldDeps): Promise<FoldReport> {
  const report: FoldReport = {
    outcomes: { recorded: 0, duplicate: 0, conflict: 0, edited: 0, retracted: 0 },
    unfoldable: [],
    failed: [],
  };
  const known: Known = { facts: new Map(), conversations: new Map() };
  let units = unitsOf(interactions);
  try {
    await loadAmended(units, known, deps);
    await loadConversations(units, known, deps);
    let attempt = 0;
    while (units.length > 0) {
      const { group, taken } = packGroup(units, known, deps.context);
      const outcome = await commit(group, known, deps);
      if (outcome.kind === 'committed') {
        settle(group, known, report);
        units = units.slice(taken);
        attempt = 0;
      } else if (outcome.kind === 'refused') {
        units = narrow(units, taken, outcome.reason, report);
      } else if (++attempt >= maxAttempts) {
        throw new Error(`A group was still ${outcome.kind} after ${maxAttempts} attempts.`);
      } else if (outcome.kind === 'stale') {
        await refresh(outcome.items, known, deps);
        await loadConversations(units.slice(0, taken), known, deps);
      } else {
        await deps.sleep(deps.random() * 10 * 2 ** attempt);
      }
    }
  } catch (error) {
    report.failed = units.flatMap((unit) => unit.interactions);
    if (report.failed.length === 0) throw error;
  }
  return report;
}

/** One unit for each fact, in the order in which they pack well. */
function unitsOf(interactions: readonly Interaction[]): Unit[] {
  const byKey = new Map<string, Unit>();
  for (const interaction of interactions) {
    const key = factPartition(interaction.source, factIdOf(interaction));
    const unit = byKey.get(key);
    if (unit) unit.interactions.push(interaction);
    else byKey.set(key, { key, interactions: [interaction] });
  }
  return [...byKey.values()]
    .map((unit) => ({ unit, order: packingOrder(unit) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ unit }) => unit);
}

/** Edits and retractions mostly follow their original, so it is read; all else is presumed new until proven stale. */
async function loadAmended(units: Unit[], known: Known, { store }: FoldDeps): Promise<void> {
  const amended = units.flatMap(({ interactions }) => interactions.filter((one) => !isCounted(one)).slice(0, 1));
  const facts = await store.loadFacts(amended.map((one) => ({ source: one.source, id: factIdOf(one) })));
  for (const stored of facts) known.facts.set(factPartition(stored.fact.source, stored.fact.id), stored);
}

async function loadConversations(units: Unit[], known: Known, { store }: FoldDeps): Promise<void> {
  const missing = new Set<string>();
  for (const unit of units) {
    for (const id of conversationsOf(unit, known)) if (!known.conversations.has(id)) missing.add(id);
  }
  for (const stored of await store.loadConversations([...missing])) known.conversations.set(stored.id, stored);
}

async function commit(group: Group, known: Known, { store, context, tables, lanes, random }: FoldDeps) {
  const lane = Math.floor(random() * lanes);
  const actions = buildTransaction(group, known, dueIn(context), { ...tables, lanes, lane });
  return actions.length === 0 ? ({ kind: 'committed' } as const) : store.commit(actions);
}

/** What was committed becomes what is known, and is counted in the report. */
function settle(group: Group, known: Known, report: FoldReport): void {
  for (const { unit, outcomes, fact } of group.changes) {
    if (fact) known.facts.set(unit.key, { revision: fact.revision + 1, fact: fact.fact });
    for (const outcome of outcomes) report.outcomes[outcome]++;
  }
  for (const conversation of group.conversations.values()) {
    known.conversations.set(conversation.id, { ...conversation, revision: conversation.revision + 1 });
  }
}

/** Takes over what the engine says the stale items are. */
async function refresh(items: Parameters<FoldStore['completeConversation']>[0][], known: Known, { store }: FoldDeps) {
  for (const item of items) {
    if (item.sk?.S === factSort) {
      const stored = decodeFact(item);
      known.facts.set(factPartition(stored.fact.source, stored.fact.id), stored);
    } else if (item.sk?.S === conversationSort) {
      const stored = await store.completeConversation(item);
      known.conversations.set(stored.id, stored);
    }
  }
}

/** A refused group is tried again unit by unit, until the one that is to blame stands alone and is set aside. */
function narrow(units: Unit[], taken: number, reason: string, report: FoldReport): Unit[] {
  if (taken > 1)
    return [...units.slice(0, taken).map((unit): Unit => ({ ...unit, alone: true })), ...units.slice(taken)];
  for (const interaction of (units[0] as Unit).interactions) report.unfoldable.push({ interaction, reason });
  return units.slice(1);
}
