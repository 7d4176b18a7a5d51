import { settleMs as longest, takeGenerationStep } from './generation-steps.ts';
import { type Generations, isUnderWay, loadGenerations } from './generations.ts';
import { type BackfillDeps, backfill } from './rebuild-backfill.ts';
import { forgetGeneration } from './rebuild-forget.ts';
import { payOwed } from './rebuild-owed.ts';

export interface RebuildOnlineDeps extends Omit<BackfillDeps, 'counted'> {
  /** Milliseconds since 1970. */
  clock: () => number;
  /** How long everybody may take to hear of a step, in milliseconds; `settleMs` of the steps unless nobody runs for that long. */
  settleMs?: number;
  /** Told of each step as it begins, and of how many facts and conversations are counted so far. */
  report: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  step: 'announced' | 'settling' | 'counting' | 'closed' | 'switched' | 'retired' | 'deleting' | 'done';
  /** The generation that is, or was, built. */
  generation: number;
  counted: number;
}

/**
 * Builds the cells anew from the ledger in a new generation while folds and reports go on, has readers go over to it,
 * and deletes the one before. Stopped anywhere, it goes on where it was when it is run again; two at once do no harm.
 */
export async function rebuildOnline(deps: RebuildOnlineDeps): Promise<Generations> {
  const { client, cellsTable, report } = deps;
  let counted = 0;
  let generations = await loadGenerations(client, cellsTable);
  const told = (step: RebuildProgress['step']) =>
    report({ step, generation: generations.building ?? generations.active, counted });
  if (!isUnderWay(generations)) {
    generations = await takeGenerationStep('announce', generations, deps);
    told('announced');
  }
  if (generations.building !== undefined && !generations.closing) {
    const { building } = generations;
    await untilHeard(generations, deps, told);
    told('counting');
    const addUp = (more: number) => {
      counted += more;
      told('counting');
    };
    await backfill({ ...deps, counted: addUp }, building);
    await payOwed(deps, building);
    generations = await takeGenerationStep('close', generations, deps);
    told('closed');
  }
  if (generations.building !== undefined) {
    await untilHeard(generations, deps, told);
    await payOwed(deps, generations.building);
    generations = await takeGenerationStep('switch', generations, deps);
    told('switched');
  }
  if (generations.retiring !== undefined) {
    await untilHeard(generations, deps, told);
    generations = await takeGenerationStep('retire', generations, deps);
    told('retired');
  }
  if (generations.old !== undefined) {
    await untilHeard(generations, deps, told);
    told('deleting');
    await forgetGeneration(deps, generations.old);
    generations = await takeGenerationStep('forget', generations, deps);
  }
  told('done');
  return generations;
}

/** Gives up what is being built; throws when nothing is, or when readers have gone over to it already. */
export async function abandonRebuild(deps: RebuildOnlineDeps): Promise<Generations> {
  const generations = await loadGenerations(deps.client, deps.cellsTable);
  if (generations.building === undefined) {
    throw new Error('Nothing is being built that could be given up.');
  }
  await takeGenerationStep('abandon', generations, deps);
  return rebuildOnline(deps);
}

/** Waits until nobody can be at work who read what was there before the last step. */
async function untilHeard(
  { since }: Generations,
  { clock, sleep, settleMs = longest }: RebuildOnlineDeps,
  told: (step: RebuildProgress['step']) => void,
): Promise<void> {
  // A clock that is behind the one that `since` was read from must not shorten the wait, nor make it endless.
  const left = Math.min(settleMs, since + settleMs - clock());
  if (left <= 0) return;
  told('settling');
  await sleep(left);
}
