import { type FoldOutcome, factIdOf } from '../../shared/fact.ts';
import type { Interaction } from '../../shared/interaction.ts';
import { isCounted } from '../../shared/interaction.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { decodeFact, type StoredFact } from '../../shared/store/fact-item.ts';
import type { FoldStore } from '../../shared/store/fold-store.ts';
import { conversationSort, factPartition, factSort } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/scan.ts';
import { buildTransaction } from './build-transaction.ts';
import { type Group, packGroup, packingOrder } from './pack.ts';
import { conversationsOf, dueIn, type Known, UnfoldableUnit, type Unit } from './work.ts';

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
  /** Why, for the log: the kind of the outcome or the name of the error. */
  failure?: string;
}

/** Attempts at one group before its messages go back to the queue; the waits add up to about 4 s. */
const maxAttempts = 10;
/** Groups in a row that fail in all attempts before the engine as a whole is taken for overloaded. */
const maxExhausted = 3;
/** So many known units in one group are no chance: the batch was delivered before, and those ahead are looked up. */
const manyKnown = 5;
const lookAhead = 300;

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
    let exhausted = 0;
    while (units.length > 0) {
      const packed = packOrSetAside(units, known, deps.context, report);
      if (packed instanceof UnfoldableUnit) {
        units = units.filter((unit) => unit !== packed.unit);
        continue;
      }
      const { group, taken } = packed;
      const outcome = await commit(group, known, deps);
      if (outcome.kind === 'committed') {
        settle(group, known, report);
        units = units.slice(taken);
        attempt = 0;
        exhausted = 0;
      } else if (outcome.kind === 'refused') {
        const { reason } = outcome;
        const setAside = (interaction: Interaction) => report.unfoldable.push({ interaction, reason });
        units = narrow(units, taken, setAside);
      } else if (outcome.kind === 'stale' && (await learn(outcome.items, units, taken, known, deps))) {
        // Met for the first time, which happens once for each fact and conversation: progress, not a failed attempt.
        attempt = 0;
      } else if (++attempt < maxAttempts) {
        await deps.sleep(deps.random() * 10 * 2 ** attempt);
      } else {
        report.failure = outcome.kind;
        if (++exhausted === maxExhausted) break;
        attempt = 0;
        units = narrow(units, taken, (interaction) => report.failed.push(interaction));
      }
    }
  } catch (error) {
    if (units.length === 0) throw error;
    report.failure = error instanceof Error ? error.name : String(error);
  }
  for (const unit of units) report.failed.push(...unit.interactions);
  return report;
}

/** The next group, or the unit that the rules cannot fold, set aside in the report. */
function packOrSetAside(units: readonly Unit[], known: Known, context: FoldContext, report: FoldReport) {
  try {
    return packGroup(units, known, context);
  } catch (error) {
    if (!(error instanceof UnfoldableUnit)) throw error;
    const reason = error.message;
    report.unfoldable.push(...error.unit.interactions.map((interaction) => ({ interaction, reason })));
    return error;
  }
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
  const amended = units.filter(({ interactions }) => interactions.some((one) => !isCounted(one)));
  for (const stored of await store.loadFacts(amended.map(originOf))) learnFact(stored, known);
}

const originOf = ({ interactions: [first] }: Unit) => {
  const { source } = first as Interaction;
  return { source, id: factIdOf(first as Interaction) };
};

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

/** Takes over what the engine says the stale items are; true when it names what was not known at all. */
async function learn(items: Item[], units: Unit[], taken: number, known: Known, deps: FoldDeps): Promise<boolean> {
  const { facts, conversations } = known;
  const before = [facts.size, conversations.size] as const;
  for (const item of items) {
    if (item.sk?.S === factSort) learnFact(decodeFact(item), known);
    else if (item.sk?.S === conversationSort) {
      const stored = await deps.store.completeConversation(item);
      conversations.set(stored.id, stored);
    }
  }
  const met = facts.size > before[0] || conversations.size > before[1];
  const ahead = facts.size - before[0] >= manyKnown ? units.slice(0, lookAhead) : [];
  for (const stored of await deps.store.loadFacts(
    ahead.flatMap((unit) => (facts.has(unit.key) ? [] : [originOf(unit)])),
  ))
    learnFact(stored, known);
  await loadConversations(units.slice(0, Math.max(taken, ahead.length)), known, deps);
  return met;
}

const learnFact = (stored: StoredFact, { facts }: Known) =>
  facts.set(factPartition(stored.fact.source, stored.fact.id), stored);

/** A group that fails is tried again unit by unit, until the one that is to blame stands alone and is set aside. */
function narrow(units: Unit[], taken: number, setAside: (interaction: Interaction) => void): Unit[] {
  if (taken > 1)
    return [...units.slice(0, taken).map((unit): Unit => ({ ...unit, alone: true })), ...units.slice(taken)];
  units[0]?.interactions.forEach(setAside);
  return units.slice(1);
}
