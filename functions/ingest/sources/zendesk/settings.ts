import * as z from 'zod';

/** What an engineer may say of a Zendesk account. */
export const zendeskSettings = z.strictObject({
  /** Values of `via.channel` to channels of ours; they win over what is known. */
  channels: z.record(z.string(), z.string()).default({}),
  /** Ids of groups and agents to departments. */
  departments: z.record(z.string(), z.string()).default({}),
  /** Ids of users that a program writes with, which Zendesk shows like those of people. */
  bots: z.array(z.string()).default([]),
});
export type ZendeskSettings = z.infer<typeof zendeskSettings>;
