import { addVerdict, type Sum } from './add-verdict.ts';
import { createPost } from './create-post.ts';
import { type Batch, cutBatches } from './cut-batches.ts';
import type { CloudEvent, Refused } from './interaction-types.ts';
import { SendError, type Sent } from './send-error.ts';
import { slept } from './slept.ts';

export interface InteractionsClientOptions {
  /** The host, e.g. `https://polylog.acme.example`. */
  url: string;
  /** The key of the source. */
  key: string;
  /** For how long one batch is tried, in milliseconds: two minutes by default. */
  patience?: number;
  /** After how many milliseconds a request counts as lost: 40 s by default, as a host has answered by then. */
  timeout?: number;
  /** Ends sending with a `SendError`. */
  signal?: AbortSignal;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves after so many milliseconds, or once the signal aborts. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface InteractionsClient {
  /**
   * Sends interactions and resolves with what became of each; throws a `SendError` that names those without an answer. An
   * interaction that may have arrived is sent again: the same source and id count once.
   */
  send(events: readonly CloudEvent[]): Promise<Sent>;
}

const longestWait = 20_000;

/** A sender of interactions for browsers and servers: it needs `fetch` and nothing else, and keeps nothing between calls. */
export function createInteractionsClient(options: InteractionsClientOptions): InteractionsClient {
  const { url, key, patience = 120_000, timeout = 40_000, signal, fetch: ask = fetch, sleep = slept } = options;
  const address = `${url.replace(/\/+$/, '')}/v1/interactions`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };
  const post = createPost((body) => {
    const limits = [AbortSignal.timeout(timeout), ...(signal ? [signal] : [])];
    return ask(address, { method: 'POST', headers, body, signal: AbortSignal.any(limits) });
  });

  return {
    async send(events) {
      const texts = events.map((event) => JSON.stringify(event));
      const { batches, tooLarge } = cutBatches(texts.map((text, index) => ({ index, text })));
      const rejected: Refused[] = tooLarge.map((index) => refusedHere(events[index], index));
      const sent: Sum = { accepted: 0, rejected, rejectionsKept: tooLarge.length === 0 };
      const end = (code: string, message: string) =>
        new SendError(code, message, inOrder(sent), batches.flatMap(({ indices }) => indices).toSorted(byNumber));

      let [until, attempt] = [Date.now() + patience, 0];
      for (let batch = batches[0]; batch !== undefined; batch = batches[0]) {
        if (signal?.aborted) throw end('ABORTED', 'Sending was given up.');
        const answer = await post(batch.body, batch.indices.length);
        if (answer.kind === 'never') throw end(answer.code, answer.message);
        if (answer.kind === 'smaller') {
          batches.splice(0, 1, ...halves(batch, texts, end));
          continue;
        }
        if (answer.kind === 'verdict') {
          batches.shift();
          const again = addVerdict(sent, answer.verdict, batch.indices);
          if (again.length === 0) {
            [until, attempt] = [Date.now() + patience, 0];
            continue;
          }
          batches.unshift(...cutBatches(again.map((index) => ({ index, text: texts[index] ?? '' }))).batches);
        }
        const { code, message, seconds } = answer.kind === 'later' ? answer : notTaken;
        const wait = Math.max(seconds * 1000, Math.random() * Math.min(longestWait, 250 * 2 ** attempt));
        if (Date.now() + wait > until) throw end(code, message);
        await sleep(wait, signal);
        attempt += 1;
      }
      return inOrder(sent);
    },
  };
}

const notTaken = { code: 'BUS_UNAVAILABLE', message: 'The bus does not take all interactions.', seconds: 0 };

function halves({ indices }: Batch, texts: readonly string[], end: (code: string, message: string) => SendError) {
  if (indices.length === 1) throw end('TOO_LARGE', 'The host takes no request as large as one interaction.');
  const middle = indices.length >> 1;
  return [indices.slice(0, middle), indices.slice(middle)].flatMap(
    (half) => cutBatches(half.map((index) => ({ index, text: texts[index] ?? '' }))).batches,
  );
}

const refusedHere = (event: CloudEvent | undefined, index: number): Refused => ({
  index,
  id: event?.id ?? null,
  code: 'TOO_LARGE',
  path: '',
  message: 'It is larger than a request may be: shorten it.',
});

const byNumber = (one: number, other: number) => one - other;
const inOrder = ({ accepted, rejected, rejectionsKept }: Sum): Sent => ({
  accepted,
  rejected: rejected.toSorted((one, other) => one.index - other.index),
  rejectionsKept,
});
