import { setTimeout as sleep } from 'node:timers/promises';
import { createFoldStore } from '../shared/store/fold-store.ts';
import type { RebuildOnlineDeps, RebuildProgress } from '../shared/store/rebuild-online.ts';
import type { OpenStore } from './store-access.ts';

/** Milliseconds between two lines that say how far the counting is. */
const tellMs = 5_000;

/** What a rebuild online is run with on a store: it tells its steps through `tell`, one line each. */
export function rebuildOnlineDeps(
  store: OpenStore,
  lanes: number,
  settleSeconds: number | undefined,
  tell: (line: string) => void,
): RebuildOnlineDeps {
  let told = 0;
  return {
    ...store,
    lanes,
    store: createFoldStore(store.client, store.ledgerTable),
    ...(settleSeconds !== undefined && { settleMs: settleSeconds * 1000 }),
    clock: Date.now,
    random: Math.random,
    sleep,
    report(progress) {
      if (progress.step === 'counting' && Date.now() - told < tellMs) return;
      told = Date.now();
      tell(lineOf(progress));
    },
  };
}

function lineOf({ step, generation, counted }: RebuildProgress): string {
  const lines: Record<RebuildProgress['step'], string> = {
    announced: `generation ${generation} is announced: whoever folds counts into it, too`,
    settling: 'waiting until everybody has heard of it',
    counting: `counting what was there before: ${counted} facts and conversations`,
    closed: `all is counted in generation ${generation}`,
    switched: `reports read generation ${generation} now`,
    retired: 'the generation before is written no more',
    deleting: 'deleting the cells of the generation before',
    done: `done: generation ${generation}`,
  };
  return lines[step];
}
