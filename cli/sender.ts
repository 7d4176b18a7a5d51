import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const verdictSchema = z.object({
  accepted: z.int().min(0),
  rejected: z.array(
    z.object({
      index: z.int().min(0),
      code: z.string(),
      path: z.string().default(''),
      message: z.string(),
    }),
  ),
});

export interface Refused {
  /** Place in the batch that was sent. */
  index: number;
  code: string;
  path: string;
  message: string;
}
export interface Verdict {
  accepted: number;
  refused: Refused[];
}
interface SenderOptions {
  url: string;
  key: string;
  /** How long one batch is sent again before giving up, in milliseconds. */
  patience?: number;
  signal?: AbortSignal;
}

/** Sends CloudEvents (each already JSON) as one batch and answers what became of each. */
export type Send = (events: readonly string[]) => Promise<Verdict>;

const defaultPatience = 120_000;
const longestPause = 5_000;

/**
 * A sender to `POST <url>/v1/interactions`. Waits and sends again on 429, 503, a lost connection and interactions that the
 * bus did not take (honouring Retry-After); halves a batch that is too large or unreadable. Throws when the key is not
 * accepted, the host answers something unknown, or patience runs out.
 */
export function createSender({ url, key, patience = defaultPatience, signal }: SenderOptions): Send {
  const address = `${url.replace(/\/$/, '')}/v1/interactions`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };

  const post = async (events: readonly string[]) => {
    const body = `[${events.join(',')}]`;
    const response = await fetch(address, { method: 'POST', headers, body, ...(signal && { signal }) });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
  };

  const halves = async (events: readonly string[], refusal: Refused): Promise<Verdict> => {
    if (events.length === 1) return { accepted: 0, refused: [refusal] };
    const middle = events.length >> 1;
    const [a, b] = [await send(events.slice(0, middle)), await send(events.slice(middle))];
    return mergeVerdicts(a, b, (index) => index + middle);
  };

  const send = async (events: readonly string[], since = Date.now(), attempt = 0): Promise<Verdict> => {
    const answer = await post(events).catch((error: Error) => {
      if (signal?.aborted) throw error;
      return { status: 0, retryAfter: null, text: causeOf(error) };
    });
    const { status, text } = answer;
    if (status === 202 || status === 422) {
      const verdict = parseVerdict(text);
      if (!verdict) throw new Error(`${address} answered ${status}: ${shorten(text)}`);
      const again = verdict.refused.filter(({ code }) => code === 'BUS_UNAVAILABLE').map(({ index }) => index);
      if (again.length === 0) return verdict;
      await pause(answer.retryAfter, attempt, since, 'the bus does not take interactions');
      const rest = again.map((index) => events[index] ?? '');
      const firm = verdict.refused.filter(({ code }) => code !== 'BUS_UNAVAILABLE');
      const later = await send(rest, since, attempt + 1);
      return mergeVerdicts({ accepted: verdict.accepted, refused: firm }, later, (index) => again[index] ?? index);
    }
    if (status === 413)
      return halves(events, { index: 0, code: 'TOO_LARGE', path: '', message: 'Too large to be sent.' });
    if (status === 400) return halves(events, { index: 0, code: 'INVALID', path: '', message: shorten(text) });
    if (status === 401 || status === 403) throw new Error(`${address} does not accept the key (${status}).`);
    if (status !== 0 && status !== 429 && status < 500)
      throw new Error(`${address} answered ${status}: ${shorten(text)}`);
    await pause(answer.retryAfter, attempt, since, status === 0 ? text : `status ${status}`);
    return send(events, since, attempt + 1);
  };

  const pause = async (retryAfter: string | null, attempt: number, since: number, why: string) => {
    const asked = secondsOf(retryAfter);
    const backoff = Math.min(longestPause, 100 * 2 ** attempt) * (0.5 + Math.random() / 2);
    const wait = asked === undefined ? backoff : asked * 1000;
    if (Date.now() + wait - since > patience) throw new Error(`${address} is not taking interactions (${why}).`);
    await sleep(wait, undefined, signal && { signal });
  };

  return (events) => send(events);
}

function mergeVerdicts(a: Verdict, b: Verdict, place: (index: number) => number): Verdict {
  const moved = b.refused.map((refusal) => ({ ...refusal, index: place(refusal.index) }));
  return { accepted: a.accepted + b.accepted, refused: [...a.refused, ...moved].sort((x, y) => x.index - y.index) };
}

function parseVerdict(text: string): Verdict | undefined {
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  const { data } = verdictSchema.safeParse(body);
  return data && { accepted: data.accepted, refused: data.rejected };
}

/** Retry-After is a number of seconds or a date. */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

const shorten = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
const causeOf = (error: Error) => (error.cause instanceof Error ? error.cause.message : '') || error.message;
