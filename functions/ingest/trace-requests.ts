import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { traceOf, traceparentOf } from '../../shared/trace.ts';
import { newTrace } from './new-trace.ts';

/** What handlers find in their context. */
export interface Traced {
  Variables: { trace: string };
}

/**
 * Gives each request a trace: the caller's, of `traceparent` or `x-amzn-trace-id`, else a new one. It is answered in the
 * header `traceparent`, so that a sender can name it to us.
 */
export const traceRequests: MiddlewareHandler<Traced> = async (context, next) => {
  const trace = traceOf(context.req.raw.headers) ?? newTrace();
  context.set('trace', trace);
  await next();
  context.header('traceparent', traceparentOf(trace, randomBytes(8).toString('hex')));
};
