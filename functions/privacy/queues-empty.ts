import { GetQueueAttributesCommand, type QueueAttributeName } from '@aws-sdk/client-sqs';
import type { PrivacyDependencies } from './dependencies.ts';

const waiting: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** Whether neither the queue of the fold nor any dead letters hold a message at this moment. */
export async function areQueuesEmpty({
  sqs,
  queueUrls,
}: Pick<PrivacyDependencies, 'sqs' | 'queueUrls'>): Promise<boolean> {
  for (const QueueUrl of queueUrls) {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: waiting }));
    if (waiting.some((name) => Number(Attributes?.[name] ?? 0) > 0)) return false;
  }
  return true;
}
