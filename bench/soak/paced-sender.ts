import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { CloudEvent } from '../../shared/interaction.ts';
import type { Caller } from '../caller.ts';

export interface Stream {
  name: string;
  /** Interactions a second, and in one request. */
  rate: number;
  batch: number;
  take: (count: number) => CloudEvent[];
}

/** What became of a stream since it was last asked. */
export interface Sent {
  offered: number;
  accepted: number;
  /** Interactions refused for good, none of which should be. */
  refused: number;
  /** Requests by what they were answered with, e.g. `429 OVER_SHARE`. */
  shed: Record<string, number>;
  /** Milliseconds from when a request was due until it was answered 202. */
  latencies: number[];
}

/** Requests of one stream that may be without an answer; what is due beyond is sent late, and counts as slow. */
const inFlight = 32;
const verdictSchema = z.object({ accepted: z.int(), rejected: z.array(z.unknown()) });
const problemSchema = z.object({ error: z.object({ code: z.string(), retryAfter: z.int().positive() }) });

const nothing = (): Sent => ({ offered: 0, accepted: 0, refused: 0, shed: {}, latencies: [] });

/**
 * Sends streams at their rates whatever is answered, until it is stopped. What is shed is not sent again: the next request
 * has other interactions. An answer that is neither 202 nor 429 or 503 with `Retry-After` ends everything.
 */
export function startStreams(post: Caller, streams: readonly Stream[]) {
  const sums = new Map(streams.map(({ name }) => [name, nothing()]));
  const totals = new Map(streams.map(({ name }) => [name, nothing()]));
  let stopped = false;
  let failure: Error | undefined;

  const send = async ({ name, batch, take }: Stream, due: number) => {
    const body = Buffer.from(JSON.stringify(take(batch)));
    const { status, text } = await post(body);
    for (const sent of [sums.get(name), totals.get(name)]) {
      if (sent) note(sent, status, text(), batch, performance.now() - due);
    }
  };
  const run = async (stream: Stream) => {
    const began = performance.now();
    const open = new Set<Promise<void>>();
    for (let request = 0; !stopped && !failure; request++) {
      const due = began + (request * stream.batch * 1000) / stream.rate;
      const early = due - performance.now();
      if (early > 1) await sleep(early);
      if (open.size >= inFlight) await Promise.race(open);
      const sending = send(stream, due)
        .catch((error: Error) => {
          failure ??= error;
        })
        .finally(() => open.delete(sending));
      open.add(sending);
    }
    await Promise.all(open);
  };
  const running = streams.map(run);
  return {
    /** What was sent since the last call, by stream. */
    since(): Map<string, Sent> {
      if (failure) throw failure;
      const taken = new Map(sums);
      for (const name of taken.keys()) sums.set(name, nothing());
      return taken;
    },
    /** Ends when all is answered; what was sent from the beginning. */
    async stop(): Promise<Map<string, Sent>> {
      stopped = true;
      await Promise.all(running);
      if (failure) throw failure;
      return totals;
    },
  };
}

function note(sent: Sent, status: number, text: string, batch: number, latency: number): void {
  sent.offered += batch;
  if (status === 202) {
    const { accepted, rejected } = verdictSchema.parse(JSON.parse(text));
    sent.accepted += accepted;
    sent.refused += rejected.length;
    sent.latencies.push(latency);
    return;
  }
  const shed = status === 429 || status === 503 ? problemSchema.safeParse(JSON.parse(text)) : undefined;
  if (!shed?.success) throw new Error(`An answer that no sender should get: ${status} ${text.slice(0, 300)}`);
  const key = `${status} ${shed.data.error.code}`;
  sent.shed[key] = (sent.shed[key] ?? 0) + 1;
}
