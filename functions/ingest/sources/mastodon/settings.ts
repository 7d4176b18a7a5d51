import * as z from 'zod';

const profiles = z.array(z.url('the address of a profile')).max(1_000);

export const mastodonSettings = z.strictObject({
  /** Where the API is, when the source's URI is not an address there. */
  server: z.url({ protocol: /^https$/, error: 'an https address' }).optional(),
  /** Profiles of further accounts of the company. */
  accounts: profiles.default([]),
  /** Profiles of employees; what they publish comes with the server's webhook. */
  team: profiles.default([]),
  /** Customers ask here: what mentions the account and answers nothing is an enquiry. */
  support: z.boolean().default(false),
  /** The server's webhook tells what is published, so that it is not asked for. */
  webhook: z.boolean().default(false),
});
export type MastodonSettings = z.infer<typeof mastodonSettings>;

/** Origin of the API: that of the setting, else of the source's profile. */
export const serverOf = (source: string, { server }: MastodonSettings): string => new URL(server ?? source).origin;
