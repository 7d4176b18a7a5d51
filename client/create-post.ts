import type { Problem, Verdict } from './interaction-types.ts';

/** What a host answered to one request: a verdict on each event, or why there is none. */
export type Answer =
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'later'; code: string; message: string; seconds: number }
  | { kind: 'smaller' }
  | { kind: 'never'; code: string; message: string };

/** Posts batches of `count` events and tells what the answer means; it never throws. */
export const createPost =
  (send: (body: string) => Promise<Response>) =>
  async (body: string, count: number): Promise<Answer> => {
    try {
      const response = await send(body);
      return answerOf(response, await response.text(), count);
    } catch (error) {
      return { kind: 'later', code: 'UNREACHABLE', message: messageOf(error), seconds: 0 };
    }
  };

function answerOf({ status, headers }: Response, text: string, count: number): Answer {
  const body = parsed(text);
  const verdict = verdictOf(body, count);
  if (verdict !== undefined && (status === 202 || status === 422)) return { kind: 'verdict', verdict };
  const { code = 'UNEXPECTED_ANSWER', message = `The host answered ${status}.` } = body?.error ?? {};
  if (status === 429 || status >= 500) {
    return { kind: 'later', code, message, seconds: secondsOf(headers.get('retry-after')) };
  }
  // A host on the way may take less than ours.
  return status === 413 ? { kind: 'smaller' } : { kind: 'never', code, message };
}

/** A verdict speaks of every event, or it is none. */
function verdictOf(body: Partial<Problem> | undefined, count: number): Verdict | undefined {
  const { accepted, rejected, rejectionsKept } = body ?? {};
  if (typeof accepted !== 'number' || !Array.isArray(rejected) || accepted + rejected.length !== count)
    return undefined;
  return { accepted, rejected, ...(rejectionsKept === false && { rejectionsKept }) };
}

function parsed(text: string): Partial<Problem> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `Retry-After` is a number of seconds or a date. */
function secondsOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? 0);
  return Math.max(0, Number.isNaN(seconds) ? (Date.parse(retryAfter ?? '') - Date.now()) / 1000 || 0 : seconds);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
