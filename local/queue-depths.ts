import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Messages waiting and in flight, by queue URL. */
export async function queueDepths(sqs: SQSClient, urls: string[]) {
  const one = async (QueueUrl: string) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const [visible, inFlight] = [
      Attributes.ApproximateNumberOfMessages,
      Attributes.ApproximateNumberOfMessagesNotVisible,
    ];
    return [QueueUrl, { visible: Number(visible), inFlight: Number(inFlight) }] as const;
  };
  return Object.fromEntries(await Promise.all(urls.map(one)));
}
