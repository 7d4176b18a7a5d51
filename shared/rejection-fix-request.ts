import * as z from 'zod';
import { type RefusalCode, refusalCodes } from './errors.ts';
import { fixRulesSchema } from './rejection-fix.ts';
import { roles } from './roles.ts';

/** How many rejections one call takes; the rest follows with `next`. */
export const mostAtOnce = 1_000;

const filterSchema = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  source: z.string().optional(),
  code: z.enum(Object.keys(refusalCodes) as [RefusalCode, ...RefusalCode[]]).optional(),
  path: z.string().optional(),
});

/** Which rejections: those of these ids, or the open ones that fit a filter, newest first. */
const selectionSchema = z.union([
  z.object({ ids: z.array(z.string()).min(1).max(mostAtOnce) }),
  z.object({ filter: filterSchema, after: z.string().optional(), limit: z.int().min(1).max(mostAtOnce) }),
]);
export type RejectionSelection = z.infer<typeof selectionSchema>;

const authorSchema = z.object({ who: z.string(), roles: z.array(z.enum(roles)) });

/** What the GraphQL function asks the replay function for. */
export const replayRequestSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('fix'),
    selection: selectionSchema,
    rules: fixRulesSchema,
    /** Says what would happen, and does nothing. */
    dryRun: z.boolean(),
    author: authorSchema,
  }),
  z.object({ action: z.literal('dismiss'), selection: selectionSchema, author: authorSchema }),
]);
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

/** What becomes of a rejection, and what each means. */
export const fixOutcomes = {
  ACCEPTED: 'It is counted from now on.',
  DUPLICATE: 'The same is in the ledger already: nothing changes, and it is settled.',
  CONFLICT: 'The ledger has another body under its id: both are kept, the later one is counted.',
  REFUSED: 'It is still refused, and stays open.',
  SETTLED: 'It was fixed or dismissed before.',
} as const;
export type FixOutcome = keyof typeof fixOutcomes;

const exampleSchema = z.object({
  /** The cursor of the rejection. */
  id: z.string(),
  interactionId: z.string().nullable(),
  outcome: z.enum(Object.keys(fixOutcomes) as [FixOutcome, ...FixOutcome[]]),
  code: filterSchema.shape.code.unwrap().nullable(),
  path: z.string().nullable(),
  message: z.string().nullable(),
  /** Which rules did nothing to it, and why. */
  notes: z.array(z.string()),
});
export type FixExample = z.infer<typeof exampleSchema>;

const count = z.int().min(0);
const refusalSchema = z.object({ code: filterSchema.shape.code.unwrap(), path: z.string(), count });
export type CountedRefusal = z.infer<typeof refusalSchema>;

/** What the replay function answers. */
export const fixReportSchema = z.object({
  dryRun: z.boolean(),
  accepted: count,
  duplicates: count,
  conflicts: count,
  refused: count,
  settled: count,
  /** Why the refused ones are, the most frequent first. */
  refusals: z.array(refusalSchema),
  rules: z.array(z.object({ rule: z.string(), applied: count, notApplied: count })),
  cells: z.object({
    count,
    changes: z.array(
      z.object({
        day: z.string(),
        department: z.string(),
        channel: z.string(),
        what: z.string(),
        change: z.number(),
      }),
    ),
    /** How many changes are not listed. */
    more: count,
  }),
  examples: z.array(exampleSchema),
  /** Where to go on; null: these were all. */
  next: z.string().nullable(),
});
export type FixReport = z.infer<typeof fixReportSchema>;

export const dismissReportSchema = z.object({ dismissed: count, next: z.string().nullable() });
export type DismissReport = z.infer<typeof dismissReportSchema>;
