import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { returnSoon } from '../../functions/aggregate/return-soon.ts';

const record = (messageId: string, received: number) =>
  ({ messageId, attributes: { ApproximateReceiveCount: String(received) } }) as SQSRecord;
const records = [record('a', 1), record('b', 3), record('c', 20), record('d', 21)];

/** What was hidden, and for how many seconds. */
function hiding() {
  const hidden: [string, number][] = [];
  const hide = async (all: readonly { message: SQSRecord; seconds: number }[]) => {
    for (const { message, seconds } of all) hidden.push([message.messageId, seconds]);
  };
  return { hidden, hide };
}

it('hides nothing when all was folded', async () => {
  const { hidden, hide } = hiding();
  expect(await returnSoon(records, async () => ({ batchItemFailures: [] }), hide)).toEqual({ batchItemFailures: [] });
  expect(hidden).toEqual([]);
});

it('lets messages that failed come back the later the more often they were received, but within 30 s, unless it failed twenty times', async () => {
  const { hidden, hide } = hiding();
  const batchItemFailures = ['b', 'c', 'd'].map((itemIdentifier) => ({ itemIdentifier }));
  expect(await returnSoon(records, async () => ({ batchItemFailures }), hide)).toEqual({ batchItemFailures });
  expect(hidden).toEqual([
    ['b', 4],
    ['c', 30],
  ]);
});

it('lets the whole batch of a fold that threw come back, and goes on throwing', async () => {
  const { hidden, hide } = hiding();
  await expect(returnSoon(records, () => Promise.reject(new Error('no secret')), hide)).rejects.toThrow('no secret');
  expect(hidden.map(([id]) => id)).toEqual(['a', 'b', 'c']);
});
