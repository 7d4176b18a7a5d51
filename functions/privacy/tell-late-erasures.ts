import { counted, embeddedMetrics } from '../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../shared/flow-metrics.ts';
import { isErasureLate } from '../../shared/late-erasures.ts';
import { unfinishedErasures } from '../../shared/store/unfinished-erasures.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/** Receipts that one line of the log names. */
const mostTold = 20;

/** Tells as a metric how many erasures are late, and in the log which: the law sets a time for them. */
export async function tellLateErasures({
  client,
  tables,
  namespace,
  clock,
  logger,
}: PrivacyDependencies): Promise<void> {
  const now = clock();
  const unfinished = await unfinishedErasures({ client, tableName: tables.registryTable });
  const late = unfinished.filter((erasure) => isErasureLate(erasure, now)).map(({ id }) => id);
  const metrics = embeddedMetrics(namespace, now, { [flowMetrics.erasureLate]: counted(late.length) });
  if (late.length === 0) logger.info('No erasure is late', metrics);
  else logger.error('Erasures are late', { erasures: late.slice(0, mostTold), ...metrics });
}
