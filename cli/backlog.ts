import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Backlog } from './drain.ts';

/** Reads the counts of the queue and its dead-letter queues. */
export async function readBacklog(
  sqs: SQSClient,
  queueUrl: string,
  deadLetterUrls: readonly string[],
): Promise<Backlog> {
  const counts = async (url: string) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return {
      waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  };
  const [queue, ...dead] = await Promise.all([queueUrl, ...deadLetterUrls].map(counts));
  return {
    waiting: queue?.waiting ?? 0,
    inFlight: queue?.inFlight ?? 0,
    delayed: queue?.delayed ?? 0,
    dead: dead.flatMap(({ waiting, inFlight, delayed }, index) => {
      const messages = waiting + inFlight + delayed;
      return messages === 0 ? [] : [{ queue: deadLetterUrls[index]?.split('/').at(-1) ?? '', messages }];
    }),
  };
}
