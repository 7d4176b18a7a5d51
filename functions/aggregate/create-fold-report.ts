import type { Logger } from '@aws-lambda-powertools/logger';
import type { AggregateDeps } from './aggregate-messages.ts';

/**
 * Logs what became of a batch, the counts as fields at the top level, where the metric filter of the stack reads
 * `rejected`. A rejection here is an error: the sender was told 202, and the interaction is in no number.
 */
export function createFoldReport(logger: Pick<Logger, 'info' | 'warn' | 'error'>): AggregateDeps['report'] {
  return (counts, failure) => {
    const level = failure === undefined ? 'info' : 'warn';
    logger[counts.rejected > 0 ? 'error' : level]('folded', { ...counts, ...(failure && { failure }) });
  };
}
