import { ChangeMessageVisibilityBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';
import type { Hide } from './return-soon.ts';

/** The function's time may nearly be up. */
const requestHandler = { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true };
const batchMessages = 10;

/** Hides messages of a queue; those for which that fails are hidden for the visibility timeout, and it is reported. */
export function createHide(queueUrl: string, report: (failed: string, error: unknown) => void): Hide {
  const client = new SQSClient({ ...quietSdk, requestHandler, maxAttempts: 2, useQueueUrlAsEndpoint: false });
  return async (delayed) => {
    const batches = Array.from({ length: Math.ceil(delayed.length / batchMessages) }, (_, at) =>
      delayed.slice(at * batchMessages, (at + 1) * batchMessages),
    );
    const asked = await Promise.allSettled(
      batches.map((batch) =>
        client.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map(({ message, seconds }, index) => ({
              Id: String(index),
              ReceiptHandle: message.receiptHandle,
              VisibilityTimeout: seconds,
            })),
          }),
        ),
      ),
    );
    const failed = asked.find((one) => one.status === 'rejected');
    if (failed) report('let messages come back soon', failed.reason);
  };
}
