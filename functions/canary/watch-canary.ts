import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { counted, embeddedMetrics } from '../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../shared/flow-metrics.ts';
import { type CanaryAccess, fetchToken } from './canary-access.ts';
import { CanaryLost, type CanaryReport, runCanary } from './run-canary.ts';

export interface WatchCanaryDeps {
  loadAccess: () => Promise<CanaryAccess | undefined>;
  fetch: typeof fetch;
  url: string;
  /** Where the metrics are put. */
  namespace: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  logger: Pick<Logger, 'info' | 'warn'>;
}

export interface CanaryWatch extends Partial<CanaryReport> {
  /** `UNSET` while nobody wrote its access. */
  state: 'ARRIVED' | 'LOST' | 'UNSET';
}

/**
 * One run of the canary, told as metrics: how many seconds it took to be counted and to be gone, and whether it was late.
 * It does not throw when the canary is lost, as the metric says so and its alarm is the one to go off.
 */
export async function watchCanary(deps: WatchCanaryDeps): Promise<CanaryWatch> {
  const { namespace, clock, logger } = deps;
  const access = await deps.loadAccess();
  if (access === undefined) {
    logger.warn('The canary has no access yet', {});
    return { state: 'UNSET' };
  }
  const { canary, canaryGone, canaryLate } = flowMetrics;
  try {
    const token = await fetchToken(access, deps.fetch);
    const report = await runCanary({ ...deps, key: access.key, token, id: randomUUID() });
    const metrics = {
      [canary]: { unit: 'Seconds', value: report.seconds },
      [canaryGone]: { unit: 'Seconds', value: report.goneSeconds },
      [canaryLate]: counted(0),
    } as const;
    logger.info('The canary arrived', embeddedMetrics(namespace, clock(), metrics));
    return { state: 'ARRIVED', ...report };
  } catch (error) {
    // Its own words name a step and a status, and nothing that was sent; others may.
    const reason = error instanceof CanaryLost ? error.message : error instanceof Error ? error.name : 'unknown';
    logger.warn('The canary is lost', {
      reason,
      ...embeddedMetrics(namespace, clock(), { [canaryLate]: counted(1) }),
    });
    return { state: 'LOST' };
  }
}
