import * as z from 'zod';

/** Entities of Mastodon's API, with what is read of them. */

export const accountSchema = z.looseObject({
  id: z.string(),
  url: z.string(),
  /** The id of its actor; servers before 4.2 do not say it. */
  uri: z.string().optional(),
  bot: z.boolean().optional(),
});
export type Account = z.infer<typeof accountSchema>;

const status = z.looseObject({
  id: z.string(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
  in_reply_to_id: z.string().nullable(),
  in_reply_to_account_id: z.string().nullable(),
  visibility: z.string(),
  language: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  content: z.string(),
  mentions: z.array(z.looseObject({ id: z.string(), url: z.string() })),
  reblog: z.looseObject({ id: z.string() }).nullish(),
  account: accountSchema,
});
export type Status = z.infer<typeof status>;

/** What the poll knows beside: the account's own id at its server, and the status that a thread begins with. */
const known = { us: z.string().optional(), root: z.string().optional() };

export const statusSchema = z.looseObject({ ...known, status });
export type StatusPayload = z.infer<typeof statusSchema>;

const notification = { id: z.string(), created_at: z.string(), account: accountSchema };

export const wordsSchema = z.looseObject({ ...known, notification: z.looseObject({ ...notification, status }) });
export type Words = z.infer<typeof wordsSchema>;

/** Of a like or boost the status is ours. */
export const responseSchema = z.looseObject({
  notification: z.looseObject({ ...notification, status: z.looseObject({ id: z.string() }) }),
});
export type ResponseToUs = z.infer<typeof responseSchema>;

export const followSchema = z.looseObject({ notification: z.looseObject(notification) });
export type Follow = z.infer<typeof followSchema>;
