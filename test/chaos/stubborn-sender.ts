import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const verdictSchema = z.object({
  accepted: z.int(),
  rejected: z.array(z.object({ index: z.int(), code: z.string() })),
});

/**
 * A sender that tries again soon, whatever it is told about waiting, until a batch is accepted to the last interaction.
 * Resolves with how many were refused for good; throws after `patience` milliseconds, or where the answer makes no sense.
 */
export async function sendStubbornly(url: string, batch: readonly string[], patience: number): Promise<number> {
  let left = batch;
  let refused = 0;
  let problem = '';
  for (const until = Date.now() + patience; left.length > 0; await sleep(50 + Math.random() * 200)) {
    if (Date.now() > until) throw new Error(`${url} did not take ${left.length} interactions: ${problem}`);
    const answer = await post(url, left).catch((error: Error) => error.message);
    if (typeof answer === 'string' || answer.status === 429 || answer.status >= 500) {
      problem = typeof answer === 'string' ? answer : `${answer.status} ${answer.text.slice(0, 200)}`;
      continue;
    }
    if (answer.status !== 202 && answer.status !== 422) throw new Error(`${url}: ${answer.status} ${answer.text}`);
    const { rejected } = verdictSchema.parse(JSON.parse(answer.text));
    const again = rejected.filter(({ code }) => code === 'BUS_UNAVAILABLE');
    refused += rejected.length - again.length;
    problem = 'the bus did not take them';
    left = again.map(({ index }) => left[index] ?? '');
    if (left.length === 0) return refused;
  }
  return refused;
}

async function post(url: string, batch: readonly string[]) {
  const response = await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents-batch+json' },
    body: `[${batch.join(',')}]`,
    // A connection to a process that was stopped would never end.
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, text: await response.text() };
}
