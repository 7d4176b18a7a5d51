import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readBacklog } from '../../cli/backlog.ts';
import { pending } from '../../cli/drain.ts';
import { localClient } from '../../cli/host-file.ts';
import { isBehind } from '../../shared/rate-share.ts';
import { readBacklog as readLag } from '../../shared/store/rate-backlog.ts';
import type { Stack } from '../../test/stack.ts';
import type { Caller } from '../caller.ts';
import { createRealFeed } from './real-feed.ts';

const batch = 500;
const callers = 4;

/**
 * How many interactions a second are drained when `count` are sent as fast as they are accepted, until nothing waits. Comes
 * back when every source may send what it likes.
 */
export async function measureDrain(stack: Stack, post: Caller, count: number) {
  const { endpoints, region, queueUrl, deadLetterUrls } = stack.host();
  const sqs = new SQSClient({ ...localClient(endpoints.sqs, region), useQueueUrlAsEndpoint: false, md5: false });
  const waiting = async () => pending(await readBacklog(sqs, queueUrl, deadLetterUrls));
  const feed = createRealFeed('d');
  let left = Math.ceil(count / batch);
  const send = async () => {
    while (left-- > 0) {
      const body = Buffer.from(JSON.stringify(feed.take(batch)));
      for (;;) {
        const { status, text } = await post(body);
        if (status === 202) break;
        if (status !== 429) throw new Error(`${status} ${text().slice(0, 300)}`);
        // So much waits by now that the fold does not run dry meanwhile.
        await sleep(1_000);
      }
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, send));
  while ((await waiting()) > 0) await sleep(50);
  const seconds = (performance.now() - began) / 1000;
  sqs.destroy();
  await untilOpen(stack);
  const accepted = Math.ceil(count / batch) * batch;
  return { rate: accepted / seconds, accepted };
}

/** Waits until no source has a share any more, which so much at once may have begun. */
async function untilOpen(stack: Stack): Promise<void> {
  const { endpoints, region, tables } = stack.host();
  const dynamo = new DynamoDBClient(localClient(endpoints.dynamodb, region));
  while (isBehind((await readLag(dynamo, tables.registry ?? '')).note, Date.now())) await sleep(500);
  dynamo.destroy();
}
