import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { quietSdk } from '../../shared/store/quiet-sdk.ts';

/** An engine that does not answer must not hold up a fold that is done. */
const requestHandler = { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true };

/** A function that counts the messages that wait in a queue; SQS says so approximately. */
export function createCountWaiting(queueUrl: string): () => Promise<number> {
  const client = new SQSClient({ ...quietSdk, requestHandler, maxAttempts: 1, useQueueUrlAsEndpoint: false });
  const request = { QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
  return async () => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand(request));
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  };
}
