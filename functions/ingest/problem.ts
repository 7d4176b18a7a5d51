import type { ProblemCode } from './contract/problem-codes.ts';

/** A request that is refused as a whole. The code is the contract; the message says what to do. */
export interface Problem {
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 500 | 503;
  code: ProblemCode;
  message: string;
  /** Whole seconds, for the header `Retry-After`. */
  retryAfter?: number;
  headers?: Record<string, string>;
}

export const isProblem = (value: object): value is Problem => 'status' in value && 'code' in value;

/** The JSON answer to a problem; `rest` stands beside `error`. */
export function problemResponse(problem: Problem, rest: Record<string, unknown> = {}): Response {
  const { status, code, message, retryAfter, headers } = problem;
  const error = { code, message, ...(retryAfter !== undefined && { retryAfter }) };
  return Response.json(
    { error, ...rest },
    { status, headers: { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) } },
  );
}
