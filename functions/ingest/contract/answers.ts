import * as z from 'zod';
import { type RefusalCode, refusalCodes } from '../../../shared/errors.ts';
import { rejectionSchema } from '../../../shared/rejection.ts';

/*
 * What ingest answers, as senders read it. The objects are open: fields may be added.
 */
const count = z.int().min(0);

/** A refused interaction: which one of the request it was, and the first field that is wrong. */
export const refusedSchema = rejectionSchema.pick({ index: true, id: true, path: true, message: true }).extend({
  code: z.enum(Object.keys(refusalCodes) as [RefusalCode, ...RefusalCode[]]),
});
export type Refused = z.infer<typeof refusedSchema>;

/** 202 of `POST /v1/interactions`. */
export const verdictSchema = z.object({
  accepted: count.describe('How many the bus has taken. One that was sent before is accepted again and counts once.'),
  rejected: z.array(refusedSchema).describe('Those that were refused, in the order of the request.'),
  rejectionsKept: z
    .literal(false)
    .optional()
    .describe('False when the refused ones could not be kept here: the sender has the only copy.'),
});

/** 200 of a webhook. */
export const deliveryVerdictSchema = verdictSchema.extend({
  ignored: count.describe('How many parts are of no interest.'),
});

/** Any answer from 400 on that ingest gives itself. */
export const problemSchema = z.object({
  error: z.object({
    code: z.string().describe('The contract; one of those listed for the status.'),
    message: z.string().describe('For people: what to do.'),
    retryAfter: z.int().min(1).optional().describe('Seconds to wait, as in the header `Retry-After`.'),
  }),
  ...verdictSchema.partial().shape,
});

/** `GET /health`. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  failing: z.array(z.string()).optional().describe('What does not answer.'),
});
