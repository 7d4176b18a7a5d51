import { setImmediate as turn } from 'node:timers/promises';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { FoldOutcome } from '../../shared/fact.ts';
import type { Interaction } from '../../shared/interaction.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import type { FoldStore } from '../../shared/store/fold-store.ts';
import {
  dueIn,
  type Known,
  UnfoldableUnit,
  type Unit,
  type UnitChange,
  unitsOf,
} from '../../shared/store/fold-unit.ts';
import { secondOf } from '../../shared/store/generations.ts';
import type { Item } from '../../shared/store/scan.ts';
import { buildTransaction } from './build-transaction.ts';
import { assume, learn, loadKnown } from './known-ledger.ts';
import { type Group, maxActions, packGroup, packingOrder } from './pack.ts';

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
  /** Of each source that is in the batch: how many were new, and how many known already. */
  sources: Map<string, { recorded: number; duplicates: number }>;
  /** Interactions the engine refuses as such; they become rejections. */
  unfoldable: { interaction: Interaction; reason: string }[];
  /** Interactions that were not folded because the engine failed: their messages go back to the queue. */
  failed: Interaction[];
  /** Transactions that were not committed at once: stale, busy or refused, and tried again. */
  retries: number;
  /** Why, for the log: the kind of the outcome or the name of the error. */
  failure?: string;
}

/** Attempts at one group before its messages go back to the queue; the waits add up to about 4 s. */
const maxAttempts = 10;
/** Groups in a row that fail in all attempts before the engine as a whole is taken for overloaded. */
const maxExhausted = 3;
/**
 * Folds a batch exactly once, in any order and however often it was delivered: groups of units, one transaction each,
 * conditional on what they were folded from. The next group is folded while the engine commits the one before. What
 * turns out stale is read again and folded again; what is busy is tried again on another lane. Never throws for a
 * single interaction.
 */
export async function foldBatch(interactions: readonly Interaction[], deps: FoldDeps): Promise<FoldReport> {
  const report: FoldReport = {
    outcomes: { recorded: 0, duplicate: 0, conflict: 0, edited: 0, retracted: 0 },
    sources: new Map(),
    unfoldable: [],
    failed: [],
    retries: 0,
  };
  let units = inPackingOrder(unitsOf(interactions));
  try {
    const known = await loadKnown(units, deps.store, deps.tables.cellsTable);
    const learnOf = (items: Item[], left: Unit[], taken: number) =>
      learn(items, left, taken, known, deps.store, deps.tables.cellsTable);
    let attempt = 0;
    let exhausted = 0;
    let next = prepare(units, known, deps);
    while (next) {
      const { group, taken, actions, unfoldable } = next;
      units = next.units;
      report.unfoldable.push(...unfoldable);
      const committing = commit(actions, known, deps);
      const undo = assume(group, known);
      // The request goes out before the next group takes the processor.
      await turn();
      const following = prepare(units.slice(taken), known, deps);
      const outcome = await committing;
      if (outcome.kind === 'committed') {
        for (const change of group.changes) countOutcomes(change, report);
        units = units.slice(taken);
        next = following;
        attempt = 0;
        exhausted = 0;
        continue;
      }
      undo();
      report.retries++;
      if (outcome.kind === 'failed') throw outcome.error;
      if (outcome.kind === 'refused') {
        const { reason } = outcome;
        units = narrow(units, taken, (interaction) => report.unfoldable.push({ interaction, reason }));
      } else if (outcome.kind === 'postponed') {
        report.failure = outcome.kind;
        units = narrow(units, taken, (interaction) => report.failed.push(interaction));
      } else if (outcome.kind === 'stale' && (await learnOf(outcome.items, units, taken))) {
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
      next = prepare(units, known, deps);
    }
    if (!next) units = [];
  } catch (error) {
    if (units.length === 0) throw error;
    report.failure = error instanceof Error ? error.name : String(error);
  }
  for (const unit of units) report.failed.push(...unit.interactions);
  return report;
}

function countOutcomes({ unit, outcomes }: UnitChange, { outcomes: counts, sources }: FoldReport): void {
  const source = unit.interactions[0]?.source ?? '';
  const ofSource = sources.get(source) ?? { recorded: 0, duplicates: 0 };
  for (const outcome of outcomes) {
    counts[outcome]++;
    if (outcome === 'recorded') ofSource.recorded++;
    else if (outcome === 'duplicate') ofSource.duplicates++;
  }
  sources.set(source, ofSource);
}

/** The next transaction, and what could not be in it. */
interface Prepared {
  /** What is left, beginning with the units of the group. */
  units: Unit[];
  group: Group;
  taken: number;
  actions: TransactWriteItem[];
  unfoldable: FoldReport['unfoldable'];
}

/** Folds the next group onto what is known; units that the rules cannot fold are left out. Undefined when none is left. */
function prepare(from: Unit[], known: Known, { context, tables, lanes, random }: FoldDeps): Prepared | undefined {
  const unfoldable: FoldReport['unfoldable'] = [];
  for (let units = from; units.length > 0 || unfoldable.length > 0; ) {
    try {
      const { group, taken } = packGroup(units, known, context);
      const target = { ...tables, lanes, lane: Math.floor(random() * lanes) };
      return { units, group, taken, actions: buildTransaction(group, known, dueIn(context), target), unfoldable };
    } catch (error) {
      if (!(error instanceof UnfoldableUnit)) throw error;
      const { unit, message: reason } = error;
      unfoldable.push(...unit.interactions.map((interaction) => ({ interaction, reason })));
      units = units.filter((one) => one !== unit);
    }
  }
}

/** A group of nothing but duplicates needs no transaction. An error is a value, since nobody waits for it yet. */
const commit = async (actions: TransactWriteItem[], { generations }: Known, { store }: FoldDeps) => {
  if (actions.length === 0) return { kind: 'committed' } as const;
  // What fits only while one generation is written waits in the queue for the few minutes around a switch.
  if (actions.length > maxActions && secondOf(generations) !== undefined) return { kind: 'postponed' } as const;
  return store.commit(actions).catch((error: unknown) => ({ kind: 'failed', error }) as const);
};

/** Units in the order in which they pack well. */
const inPackingOrder = (units: readonly Unit[]): Unit[] =>
  units
    .map((unit) => ({ unit, order: packingOrder(unit) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ unit }) => unit);

/** A group that fails is tried again unit by unit, until the one that is to blame stands alone and is set aside. */
function narrow(units: Unit[], taken: number, setAside: (interaction: Interaction) => void): Unit[] {
  if (taken > 1)
    return [...units.slice(0, taken).map((unit): Unit => ({ ...unit, alone: true })), ...units.slice(taken)];
  units[0]?.interactions.forEach(setAside);
  return units.slice(1);
}
