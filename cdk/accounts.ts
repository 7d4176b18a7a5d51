import { z } from 'zod';

/** Where a stage is, who answers for it, and who pays: a company writes its own here. */
export const placeSchema = z.strictObject({
  /** Fixed only when given: a stack without them deploys wherever the credentials point. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'the twelve digits of an account')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, e.g. eu-central-1')
    .optional(),
  /** Whom to ask about a resource: a team, not a person. */
  owner: z.string().min(1),
  costCentre: z.string().min(1),
});
export type Place = z.infer<typeof placeSchema>;

/** A stage each. Staging and production of a company lie in accounts of their own, and `placesApart` insists. */
export const accounts: Readonly<Record<'local' | 'staging' | 'production', Place>> = {
  local: { owner: 'polylog', costCentre: 'polylog' },
  staging: { owner: 'polylog', costCentre: 'polylog' },
  production: { owner: 'polylog', costCentre: 'polylog' },
};

/** Whether no two of the places that name an account name the same. */
export function placesApart(places: Readonly<Record<string, Pick<Place, 'account'>>>): boolean {
  const named = Object.values(places).flatMap(({ account }) => account ?? []);
  return new Set(named).size === named.length;
}
