import * as z from 'zod';

/**
 * The id that joins what becomes of a request: 32 hexadecimal digits, not all zero, as W3C Trace Context and X-Ray have
 * them. It says nothing about what was sent, and no digest or number depends on it.
 */
const tracePattern = /^(?!0{32})[0-9a-f]{32}$/;
export const traceSchema = z.string().regex(tracePattern, '32 hexadecimal digits, not all of them 0');

/** The trace that a caller's headers continue: of `traceparent`, else of `x-amzn-trace-id`; undefined when they name none. */
export const traceOf = (headers: Pick<Headers, 'get'>): string | undefined =>
  ofTraceparent(headers.get('traceparent')) ?? traceOfXRay(headers.get('x-amzn-trace-id') ?? undefined);

/** The trace of X-Ray's `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…`, in the form of W3C. */
export function traceOfXRay(header: string | undefined): string | undefined {
  const [, time = '', rest = ''] = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/.exec(header ?? '') ?? [];
  return valid(time + rest);
}

/** The header `traceparent` of an answer to the trace; `span` (16 hexadecimal digits) names the answer. */
export const traceparentOf = (trace: string, span: string): string => `00-${trace}-${span}-01`;

/** Versions to come may add fields at the end; `ff` is none. */
function ofTraceparent(header: string | null): string | undefined {
  const [, trace = ''] =
    /^\s*(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?\s*$/.exec(header ?? '') ?? [];
  return valid(trace);
}

const valid = (trace: string): string | undefined => (tracePattern.test(trace) ? trace : undefined);
