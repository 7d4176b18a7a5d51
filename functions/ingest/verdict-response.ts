import type { Verdict } from './accept-interactions.ts';
import { type Problem, problemResponse } from './problem.ts';

/** Seconds until a sender should try again when the bus or a table does not answer. */
export const retryAfter = 5;

/**
 * The answer to a verdict. 202 when anything was accepted or nothing was sent; 503 when none was and sending all again
 * may help (the bus refused, or the refused ones could not be kept); 422 when all were refused for good.
 */
export function verdictResponse({ accepted, rejected, kept }: Verdict): Response {
  const rest = { accepted, rejected, ...(!kept && { rejectionsKept: false }) };
  if (accepted > 0 || rejected.length === 0) return Response.json(rest, { status: 202 });
  return unavailable(rest, rejected, kept) ?? problemResponse(allRefused, rest);
}

/**
 * The answer to a provider. 200 when all was accepted, of no interest, or refused and kept: what is kept is corrected
 * here, so the provider need not send it again. 503 when it must.
 */
export function webhookResponse({ accepted, ignored, rejected, kept }: Verdict & { ignored: number }): Response {
  const rest = { accepted, ignored, rejected, ...(!kept && { rejectionsKept: false }) };
  return (kept ? undefined : unavailable(rest, rejected, kept)) ?? Response.json(rest);
}

const allRefused: Problem = {
  status: 422,
  code: 'ALL_REFUSED',
  message: 'All were refused: correct what `rejected` names and send them again.',
};

function unavailable(
  rest: Record<string, unknown>,
  rejected: Verdict['rejected'],
  kept: boolean,
): Response | undefined {
  if (rejected.some(({ code }) => code === 'BUS_UNAVAILABLE')) {
    const message = 'The bus did not take them: send all of them again later.';
    return problemResponse({ status: 503, code: 'BUS_UNAVAILABLE', message, retryAfter }, rest);
  }
  if (!kept) {
    const message = 'What was refused could not be kept: correct it, or send all again later.';
    return problemResponse({ status: 503, code: 'REJECTIONS_UNAVAILABLE', message, retryAfter }, rest);
  }
  return undefined;
}
