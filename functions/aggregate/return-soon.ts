import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/** Hides messages for as many seconds as stand with each; what it could not do it reports and does not throw. */
export type Hide = (delayed: readonly { message: SQSRecord; seconds: number }[]) => Promise<void>;

const longest = 30;
/** After so many receipts, about eight minutes, the failure is no passing one. */
const soonTimes = 20;

/**
 * Runs a fold and lets what failed come back after 1, 2, 4 … 30 seconds, by how often it was received: SQS itself would
 * hide it for the visibility timeout, which is six times what a fold may take, also when the engine is back at once. What
 * was received twenty times is left to that timeout, so that an outage of hours does not use up the receipts it has.
 */
export async function returnSoon(
  records: readonly SQSRecord[],
  fold: () => Promise<SQSBatchResponse>,
  hide: Hide,
): Promise<SQSBatchResponse> {
  const back = async (messages: readonly SQSRecord[]): Promise<void> => {
    const soon = messages.filter((message) => receiptsOf(message) <= soonTimes);
    if (soon.length > 0) await hide(soon.map((message) => ({ message, seconds: waitOf(message) })));
  };
  try {
    const response = await fold();
    const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    await back(records.filter(({ messageId }) => failed.has(messageId)));
    return response;
  } catch (error) {
    await back(records);
    throw error;
  }
}

const receiptsOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

const waitOf = (message: SQSRecord): number => Math.min(longest, 2 ** Math.max(0, receiptsOf(message) - 1));
