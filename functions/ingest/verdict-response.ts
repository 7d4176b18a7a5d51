import type { Verdict } from './accept-interactions.ts';
import { problemResponse } from './problem.ts';

/** Seconds until a sender should try again when the bus or a table does not answer. */
export const retryAfter = 5;

/**
 * The answer to a verdict. 202 when anything was accepted or nothing was sent; 503 when none was and sending all again
 * may help (the bus refused, or the refused ones could not be kept); 422 when all were refused for good.
 */
export function verdictResponse({ accepted, rejected, kept }: Verdict): Response {
  const rest = { accepted, rejected, ...(!kept && { rejectionsKept: false }) };
  if (accepted > 0 || rejected.length === 0) return Response.json(rest, { status: 202 });
  if (rejected.some(({ code }) => code === 'BUS_UNAVAILABLE')) {
    const message = 'The bus took none of them: send all of them again later.';
    return problemResponse({ status: 503, code: 'BUS_UNAVAILABLE', message, retryAfter }, rest);
  }
  if (!kept) {
    const message = 'All were refused, and they could not be kept: correct them, or send all of them again later.';
    return problemResponse({ status: 503, code: 'REJECTIONS_UNAVAILABLE', message, retryAfter }, rest);
  }
  const message = 'All were refused: correct what `rejected` names and send them again.';
  return problemResponse({ status: 422, code: 'ALL_REFUSED', message }, rest);
}
