import * as z from 'zod';

/** What an engineer may say of a Chatwoot account. */
export const chatwootSettings = z.strictObject({
  /** Ids of inboxes, or kinds of them (`Channel::Telegram`), to channels of ours; they win over what is known. */
  channels: z.record(z.string(), z.string()).default({}),
  /** Ids of teams to departments. */
  departments: z.record(z.string(), z.string()).default({}),
});
export type ChatwootSettings = z.infer<typeof chatwootSettings>;
