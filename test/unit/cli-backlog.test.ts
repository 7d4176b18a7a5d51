import type { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { readBacklog } from '../../cli/backlog.ts';

test('a dead-letter queue is named only when it holds messages, those in flight included', async () => {
  const counts: Record<string, number[]> = {
    'http://q/main': [3, 2, 1],
    'http://q/a-dlq': [0, 0, 0],
    'http://q/b-dlq': [1, 1, 0],
  };
  const send = async ({ input }: { input: { QueueUrl: string; AttributeNames: string[] } }) => ({
    Attributes: Object.fromEntries(
      input.AttributeNames.map((name, index) => [name, String(counts[input.QueueUrl]?.[index])]),
    ),
  });
  const sqs = { send } as unknown as SQSClient;
  expect(await readBacklog(sqs, 'http://q/main', ['http://q/a-dlq', 'http://q/b-dlq'])).toEqual({
    waiting: 3,
    inFlight: 2,
    delayed: 1,
    dead: [{ queue: 'b-dlq', messages: 2 }],
  });
});
