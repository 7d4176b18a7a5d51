import { faultKinds } from './kinds/fault-kinds.ts';
import type { ChaosOptions } from './run-chaos.ts';

type Form = Omit<ChaosOptions, 'seed' | 'onStep' | 'only'>;

/** What `npm test` runs: every kind once. */
export const shortForm: Form = {
  faults: faultKinds.length,
  interactions: 200 * faultKinds.length,
  batch: 50,
  lanes: [4],
  faultsInRound: faultKinds.length,
  pace: { least: 200, hits: 3, hang: 1_000 },
  hurry: { timeout: 3, window: 0 },
};

/** What `npm run chaos` runs. */
export const fullForm: Form = {
  faults: 210,
  interactions: 1_010_000,
  batch: 1_000,
  lanes: [4, 1],
  faultsInRound: 15,
  pace: { least: 1_000, hits: 10, hang: 4_000 },
  hurry: { timeout: 12, window: 1 },
};
