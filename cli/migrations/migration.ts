import type { VerifyDeps } from '../../shared/store/verify.ts';

/** A store, and in how many lanes it is written. */
export interface MigratedStore extends VerifyDeps {
  lanes: number;
}

/** Brings what older code wrote to how newer code writes it, while both go on reading and writing. */
export interface Migration {
  /** The version of the store after it. */
  version: number;
  /** The oldest code that may read and write the store after it. */
  readableBy: number;
  /** What it changes, in one sentence. */
  summary: string;
  /**
   * Changes it in small steps, each whole or not at all, and gives how many items that were; with `dryRun` it only counts them. It
   * may end anywhere and be run again, and finds nothing left to do the second time.
   */
  run(store: MigratedStore, dryRun: boolean): Promise<number>;
}
