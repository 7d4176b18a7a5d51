import type { Logger } from '@aws-lambda-powertools/logger';
import { counted, embeddedMetrics, spread } from '../../shared/embedded-metrics.ts';
import { flowMetrics } from '../../shared/flow-metrics.ts';
import type { Interaction } from '../../shared/interaction.ts';
import type { AggregateDeps, BatchCounts } from './aggregate-messages.ts';

interface FoldReportOptions {
  /** Where metrics are put; none are told without. */
  namespace?: string | undefined;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/**
 * Logs what became of a batch, the counts as fields at the top level, where the metric filter of the stack reads
 * `rejected`, and the traces of what is in the cells now. A rejection here is an error: the sender was told 202, and the
 * interaction is in no number.
 */
export function createFoldReport(
  logger: Pick<Logger, 'info' | 'warn' | 'error'>,
  { namespace, clock }: FoldReportOptions,
): AggregateDeps['report'] {
  return (counts, folded, failure) => {
    const level = failure === undefined ? 'info' : 'warn';
    const traces = [...new Set(folded.flatMap(({ trace }) => trace ?? []))];
    logger[counts.rejected > 0 ? 'error' : level]('folded', {
      ...counts,
      traces,
      ...(failure && { failure }),
      ...(namespace !== undefined && metricsOf(counts, folded, namespace, clock())),
    });
  };
}

function metricsOf(counts: BatchCounts, folded: readonly Interaction[], namespace: string, now: number) {
  const { duplicate, conflict, retries } = counts;
  // How long each waited from being accepted until its batch was committed.
  const lags = spread(folded.map(({ recordedAt }) => Math.max(0, now - Date.parse(recordedAt))));
  return embeddedMetrics(namespace, now, {
    [flowMetrics.folded]: counted(folded.length),
    [flowMetrics.duplicates]: counted(duplicate),
    [flowMetrics.conflicts]: counted(conflict),
    [flowMetrics.retries]: counted(retries),
    ...(lags.length > 0 && { [flowMetrics.foldLag]: { unit: 'Milliseconds', value: lags } as const }),
  });
}
