import * as z from 'zod';
import { identifier } from './interaction.ts';
import { exportLimits } from './person-export.ts';
import { roles } from './roles.ts';

const authorSchema = z.object({ who: z.string(), roles: z.array(z.enum(roles)) });

/** What the privacy function is asked for. A schedule asks for nothing in particular, which is what is due. */
export const privacyRequestSchema = z.discriminatedUnion('kind', [
  /** Notes that a person is to be erased; answers the receipt. */
  z.object({ kind: z.literal('ask'), person: identifier, author: authorSchema }),
  /** Goes on with an erasure that was asked for. */
  z.object({ kind: z.literal('erase'), id: z.string() }),
  /** Asks anew for every erasure that is remembered: after a restore. */
  z.object({ kind: z.literal('again'), author: authorSchema }),
  /** Tells a page of what is held on a person; null when `after` is no cursor of an export, or over a day old. */
  z.object({
    kind: z.literal('export'),
    person: identifier,
    author: authorSchema,
    first: z.int().min(1).max(exportLimits.records),
    after: z.string().optional(),
  }),
  /** Does what is due by the clock. */
  z.object({ kind: z.literal('clock') }),
]);
export type PrivacyRequest = z.infer<typeof privacyRequestSchema>;

/** The request in what a function is invoked with; throws when it is none. What names no kind comes from the schedule. */
export const privacyRequestOf = (input: unknown): PrivacyRequest =>
  typeof input === 'object' && input !== null && 'kind' in input
    ? privacyRequestSchema.parse(input)
    : { kind: 'clock' };
