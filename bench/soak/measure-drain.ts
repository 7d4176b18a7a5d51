import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readBacklog } from '../../cli/backlog.ts';
import { pending } from '../../cli/drain.ts';
import { localClient } from '../../cli/host-file.ts';
import type { Stack } from '../../test/stack.ts';
import type { Caller } from '../caller.ts';
import { createRealFeed } from './real-feed.ts';

const batch = 500;
const callers = 4;

/** How many interactions a second are drained when `count` are sent as fast as they are accepted, until nothing waits. */
export async function measureDrain(stack: Stack, post: Caller, count: number) {
  const { endpoints, region, queueUrl, deadLetterUrls } = stack.host();
  const sqs = new SQSClient({ ...localClient(endpoints.sqs, region), useQueueUrlAsEndpoint: false, md5: false });
  const waiting = async () => pending(await readBacklog(sqs, queueUrl, deadLetterUrls));
  const feed = createRealFeed('d');
  let left = Math.ceil(count / batch);
  const send = async () => {
    while (left-- > 0) {
      const { status, text } = await post(Buffer.from(JSON.stringify(feed.take(batch))));
      if (status !== 202) throw new Error(`${status} ${text().slice(0, 300)}`);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, send));
  while ((await waiting()) > 0) await sleep(50);
  sqs.destroy();
  const accepted = Math.ceil(count / batch) * batch;
  return { rate: (1000 * accepted) / (performance.now() - began), accepted };
}
