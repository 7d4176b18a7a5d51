import { queuedDays } from '../../shared/erasure.ts';
import type { KeptErasure } from '../../shared/store/erasure-item.ts';
import type { ErasureStep } from '../../shared/store/erasures.ts';
import { isUnderWay, loadGenerations } from '../../shared/store/generations.ts';
import { sealedForMs } from '../../shared/store/person-key-ring.ts';
import type { PrivacyDependencies } from './dependencies.ts';
import { eraseHeld } from './erase-held.ts';
import { areQueuesEmpty } from './queues-empty.ts';
import { destroyKeys, retireKeys } from './retired-keys.ts';

/**
 * What was sealed with an old key is in a queue by then, if anywhere but in the archive: ingest goes on sealing with it for a
 * while, and the bus tries for a day to hand over what a queue did not take.
 */
const publishedMs = 24 * 3_600_000 + 3 * sealedForMs;
const queuedMs = queuedDays * 86_400_000;

/** Does the next step of an erasure, if its time has come, and gives what it brought. Cut short, it can be done again. */
export async function nextStep(erasure: KeptErasure, deps: PrivacyDependencies): Promise<ErasureStep> {
  const { state, subject, retired = [], erasedAt = '' } = erasure;
  const now = () => new Date(deps.clock()).toISOString();
  if (state === 'RUNNING' && subject) {
    await eraseHeld(erasure, subject, false, deps);
    return { state: 'ERASED', retired: await retireKeys(subject.groups.flat(), deps), erasedAt: now() };
  }
  const age = deps.clock() - Date.parse(erasedAt);
  if (state === 'ERASED' && subject) {
    // Folds that began before they could know of the erasure have ended by then.
    if (age < deps.settleMs) return {};
    // What a rebuild has yet to count, and cells that it left behind, may name the person until it is done.
    if (isUnderWay(await loadGenerations(deps.client, deps.tables.cellsTable))) return {};
    return { ...(await eraseHeld(erasure, subject, true, deps)), sweptAt: now(), forget: true };
  }
  if (state !== 'ERASED' || age < publishedMs || (age < queuedMs && !(await areQueuesEmpty(deps)))) return {};
  await destroyKeys(erasure.id, retired, deps);
  return { state: 'SHREDDED', shreddedAt: now() };
}
