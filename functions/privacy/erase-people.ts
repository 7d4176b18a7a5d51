import { createErasureStore } from '../../shared/store/erasures.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { nextStep } from './next-step.ts';

/**
 * Goes on with the erasure of this id, or with all that are not done, each by one worker at a time. An erasure that fails
 * is logged and tried again with the next run.
 */
export async function erasePeople(deps: PrivacyDependencies, id?: string): Promise<void> {
  const { client, clock, logger, tables } = deps;
  const { wrapping: key } = await deps.loadKeys();
  const erasures = createErasureStore({ client, tableName: tables.registryTable, key, clock });
  const wanted = id === undefined ? (await erasures.unfinished()).map((one) => one.id) : [id];
  for (const id of wanted) {
    // As it is under the lease: while the ones before were worked on, another worker may have gone on with it.
    const erasure = (await erasures.lease(id)) ? await erasures.find(id) : undefined;
    if (erasure === undefined) continue;
    try {
      const step = await nextStep(erasure, deps);
      await erasures.step(erasure, step);
      if (step.state !== undefined) logger.info('Erasure', { erasure: erasure.id, state: step.state });
    } catch (error) {
      logger.error('Could not erase', { erasure: erasure.id, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
}
