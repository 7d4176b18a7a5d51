import { randomUUID } from 'node:crypto';
import { monthOf } from '../../shared/cell.ts';
import { foldContextOf } from '../../shared/fold-context.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { borderOf } from '../../shared/retention.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { compactPeople } from '../../shared/store/compact-people.ts';
import { daysToMerge, noteMerged } from '../../shared/store/days-to-merge.ts';
import { createFoldStore } from '../../shared/store/fold-store.ts';
import { forgetRates } from '../../shared/store/forget-rates.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import {
  type HeldRetention,
  loadRetention,
  type RetentionState,
  saveRetention,
} from '../../shared/store/retention-state.ts';
import { createSourceRegistry } from '../../shared/store/sources.ts';
import { decideGroups } from './decide-groups.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { destroyDoneKeys, replaceOldPeople } from './retention.ts';

/** What one call does at most; the next goes on where it stopped. */
const budgetMs = 240_000;
/** A run begins at two in the morning at home. */
const beginsAfterMs = 2 * 3_600_000;
/** The lease is renewed at least so often while days are merged. */
const renewMs = 15_000;

/**
 * Once a home day: replaces people of interactions that are older than their source keeps people, and then merges the
 * people log of days that are over, so that nothing of whoever was replaced is left there, and removes buckets of rate
 * limits that nobody uses. Bounded by time and resumed by the next call; one worker at a time. Throws when a table does not
 * answer.
 */
export async function runNightly(deps: PrivacyDependencies, budget = budgetMs): Promise<void> {
  const { client, clock, tables } = deps;
  const registryTable = tables.registryTable;
  const until = clock() + budget;
  const organisation = await loadOrganisation(client, registryTable, clock);
  const context = foldContextOf(organisation);
  const tonight = context.home.dayOf(clock() - beginsAfterMs);
  let held = await loadRetention(client, registryTable);
  if (held.leasedUntil > clock()) return;
  if (held.state.phase === undefined && held.state.night === tonight) return;

  const save = async (state: RetentionState, free = false): Promise<HeldRetention> => {
    const saved = await saveRetention(client, registryTable, held, state, clock(), free);
    if (!saved) throw new Error('Another worker goes on with the nightly run.');
    held = saved;
    return saved;
  };
  await save(held.state.phase === undefined ? begun(held.state, tonight, await keptDays(deps)) : held.state);

  while (held.state.phase === 'groups' && clock() < until) await save(await decideNext(held.state, context, deps));
  while (held.state.phase === 'people' && clock() < until)
    await save(await replaceOldPeople(held.state, context, deps));
  if (held.state.phase === 'log' && (await mergeClosedDays(tonight, until, () => save(held.state), deps))) {
    await destroyDoneKeys(held.state, tonight, deps);
    await forgetRates(client, registryTable, clock());
    const { phase: _done, borders: _borders, ...rest } = held.state;
    await save({ ...rest, borders: {}, finishedAt: new Date(clock()).toISOString() });
    deps.logger.info('Nightly run', { night: held.state.night, sources: Object.keys(held.state.sources).length });
  }
  await save(held.state, true);
}

/** The state in which a run begins: from now on, people before these days may be gone. */
function begun(state: RetentionState, night: string, days: Map<string, number>): RetentionState {
  const borders = Object.fromEntries([...days].map(([source, kept]) => [source, borderOf(night, kept)]));
  const sources = { ...state.sources };
  for (const [source, border] of Object.entries(borders)) {
    const { before = border, replaced = 0 } = sources[source] ?? {};
    sources[source] = { before: [before, border].sort()[1] as string, replaced };
  }
  // What was decided before the last border was decided for good.
  const month = monthOf(
    Object.keys(borders)
      .map((source) => state.sources[source]?.before ?? '')
      .sort()[0] ?? '',
  );
  return { ...state, night, phase: days.size > 0 ? 'groups' : 'log', borders, sources, month };
}

/** Decides on the small groups of the next month that will lose people; then people may be replaced. */
async function decideNext(
  state: RetentionState,
  context: FoldContext,
  deps: PrivacyDependencies,
): Promise<RetentionState> {
  const { month: from, ...rest } = state;
  const last = monthOf(Object.values(state.borders).sort().at(-1) ?? '');
  const { client, lanes, tables } = deps;
  const months = [...(await createCellReader(client, tables.cellsTable, lanes).monthsUntil(last)).keys()];
  const [next, following] = months.filter((month) => month >= (from ?? ''));
  if (next === undefined) return { ...rest, phase: 'people' };
  await decideGroups(next, context, deps);
  return following === undefined ? { ...rest, phase: 'people' } : { ...rest, month: following };
}

/** For how many days each source keeps people, of those that say so. */
async function keptDays({ client, clock, tables }: PrivacyDependencies): Promise<Map<string, number>> {
  const sources = await createSourceRegistry({ client, tableName: tables.registryTable, clock }).listSources();
  return new Map(
    sources.flatMap(({ id, retainPeopleDays }) => (retainPeopleDays === undefined ? [] : [[id, retainPeopleDays]])),
  );
}

/** Merges the people of days that are over and changed since; true when none is left. */
async function mergeClosedDays(
  before: string,
  until: number,
  renew: () => Promise<unknown>,
  deps: PrivacyDependencies,
): Promise<boolean> {
  const { client, clock, lanes, random, sleep, tables } = deps;
  const { cellsTable, ledgerTable } = tables;
  const { commit } = createFoldStore(client, ledgerTable);
  let renewed = clock();
  for (const day of await daysToMerge(before, { client, cellsTable, lanes })) {
    if (clock() >= until) return false;
    await compactPeople({ client, commit, cellsTable, lanes, newName: randomUUID, random, sleep }, [day.day]);
    await noteMerged(day, { client, cellsTable, lanes });
    if (clock() - renewed < renewMs) continue;
    await renew();
    renewed = clock();
  }
  return true;
}
