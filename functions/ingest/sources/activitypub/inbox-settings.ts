import * as z from 'zod';

const actors = z.array(z.url('the address of an actor')).max(1_000);

export const inboxSettings = z.strictObject({
  /** Further actors of the company, beside the source itself. */
  accounts: actors.default([]),
  /** Actors of employees. */
  team: actors.default([]),
  /** The account is where customers ask: what opens a thread with it is an enquiry. */
  support: z.boolean().default(false),
});
export type InboxSettings = z.infer<typeof inboxSettings>;
