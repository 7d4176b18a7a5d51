import * as z from 'zod';
import { type Role, roles } from './roles.ts';

/** Who changes something, as their token says. */
export interface Author {
  /** The claim `sub`. */
  who: string;
  roles: readonly Role[];
}

/** One change: by whom, what was done to what, and how that was before and after (null: not there). */
export const auditEntrySchema = z.object({
  who: z.string(),
  roles: z.array(z.enum(roles)),
  /** The mutation, e.g. `setGoal`. */
  action: z.string(),
  /** What was changed, e.g. `goal replies` or `department service`. */
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A change as the trail lists it. */
export interface AuditedChange extends AuditEntry {
  id: string;
  /** ISO 8601 in UTC with milliseconds. */
  at: string;
}
