import * as z from 'zod';
import type { MappedData, SourceContext } from '../adapter.ts';

/** What an engineer sets for accounts on X. */
export const xSettings = z.strictObject({
  /** Ids of all own accounts that share the webhook: each is told of what the others do. */
  accounts: z.array(z.string()).optional(),
  /** The accounts help: what is addressed to them is an enquiry. */
  support: z.boolean().optional(),
  /** Ids of the apps that send direct messages by themselves: theirs are a bot's, not a person's. */
  botApps: z.array(z.string()).optional(),
});
export type XSettings = z.infer<typeof xSettings>;
export type XContext = SourceContext<XSettings>;

const user = z.looseObject({ id_str: z.string() });
const quoted = z.looseObject({ id_str: z.string(), user });

/** A post as the Account Activity API shows it (Tweet object of version 1.1). */
export const tweet = z.looseObject({
  id_str: z.string(),
  created_at: z.string(),
  text: z.string().optional(),
  full_text: z.string().optional(),
  extended_tweet: z.looseObject({ full_text: z.string() }).optional(),
  user: z.looseObject({ id_str: z.string(), followers_count: z.number().optional() }),
  in_reply_to_status_id_str: z.string().nullish(),
  in_reply_to_user_id_str: z.string().nullish(),
  retweeted_status: quoted.nullish(),
  quoted_status: quoted.nullish(),
  /** How the thread began; told by the X Activity API alone. */
  conversation_id: z.string().optional(),
});
export type Tweet = z.infer<typeof tweet>;

/** Whether an id is one of the own accounts. */
export const isOwn = (id: string | null | undefined, forUser: string, { settings }: XContext): boolean =>
  id === forUser || (id != null && settings.accounts?.includes(id) === true);

export const actorOf = (id: string, forUser: string, context: XContext): MappedData['actor'] => ({
  id: `x:${id}`,
  kind: isOwn(id, forUser, context) ? 'brand' : 'public',
});

export const postId = (id: string): string => `post:${id}`;
export const conversationOf = (id: string): string => `x:${id}`;

/** The whole text: `text` of a long post ends early. */
export const textOf = ({ extended_tweet, full_text, text }: Tweet): string | undefined =>
  extended_tweet?.full_text ?? full_text ?? text;
