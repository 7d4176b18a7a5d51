import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/** Hides messages for as many seconds as stand with each; what it could not do it reports and does not throw. */
export type Hide = (delayed: readonly { message: SQSRecord; seconds: number }[]) => Promise<void>;

const longest = 30;

/**
 * Runs a fold and lets what failed come back after 1, 2, 4 … 30 seconds, by how often it was received. SQS itself would
 * hide it for the visibility timeout, which is six times what a fold may take, also when the engine is back at once.
 */
export async function returnSoon(
  records: readonly SQSRecord[],
  fold: () => Promise<SQSBatchResponse>,
  hide: Hide,
): Promise<SQSBatchResponse> {
  const back = (messages: readonly SQSRecord[]) =>
    hide(messages.map((message) => ({ message, seconds: waitOf(message) })));
  try {
    const response = await fold();
    const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    if (failed.size > 0) await back(records.filter(({ messageId }) => failed.has(messageId)));
    return response;
  } catch (error) {
    await back(records);
    throw error;
  }
}

const waitOf = ({ attributes }: SQSRecord): number =>
  Math.min(longest, 2 ** Math.max(0, Number(attributes.ApproximateReceiveCount) - 1));
