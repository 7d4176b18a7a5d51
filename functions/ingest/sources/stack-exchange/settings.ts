import * as z from 'zod';
import type { SourceContext } from '../adapter.ts';

export const stackExchangeSettings = z.strictObject({
  /** As the API names it, e.g. stackoverflow; by default the host of the source's URI. */
  site: z
    .string()
    .regex(/^[a-z\d.-]+$/)
    .max(100)
    .optional(),
  /** Only questions with one of these, and what belongs to them. */
  tags: z.array(z.string().min(1).max(50)).max(5).default([]),
  /** Ids of the users on this site who speak for the company. */
  team: z.array(z.int().min(1)).max(2_000).default([]),
  /** Whose answers are replies: the team's, or everyone's where the community answers for the company. */
  answersBy: z.enum(['team', 'everyone']).default('team'),
  /** A question with one of these tags is an idea. */
  ideaTags: z.array(z.string().min(1).max(50)).max(50).default(['feature-request']),
});
export type StackExchangeSettings = z.infer<typeof stackExchangeSettings>;

/** The site that a source is about. */
export function siteOf({
  source,
  settings,
}: Pick<SourceContext<StackExchangeSettings>, 'source' | 'settings'>): string {
  return settings.site ?? (URL.canParse(source) ? new URL(source).host : source);
}
