import * as z from 'zod';

const did = z.string().regex(/^did:(plc|web):[a-zA-Z0-9._:%-]{1,200}$/, 'a DID, e.g. did:plc:z72i7hdynmk6r22z27h6tvur');

export const blueskySettings = z.strictObject({
  /** DIDs of the company's accounts. */
  accounts: z.array(did).min(1).max(100),
  /** DIDs of employees who speak for the company. */
  team: z.array(did).max(1_000).default([]),
  /** Customers ask here: what mentions the account and answers nothing is an enquiry. */
  support: z.boolean().default(false),
  /** False: only what accounts and team do themselves; the feed is then small. */
  others: z.boolean().default(true),
  /** Address of the Jetstream. */
  feed: z.url({ protocol: /^wss$/ }).default('wss://jetstream2.us-east.bsky.network/subscribe'),
});
export type BlueskySettings = z.infer<typeof blueskySettings>;
