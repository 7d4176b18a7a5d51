import * as z from 'zod';
import type { Kinds, MappedData, MappedInteraction } from '../adapter.ts';
import { kind } from '../kind.ts';
import { fromMilliseconds, fromText } from '../provider-time.ts';
import {
  actorOf,
  conversationOf,
  isOwn,
  postId,
  type Tweet,
  textOf,
  tweet,
  type XContext,
  type XSettings,
} from './tweet.ts';

const created = z.looseObject({ for_user_id: z.string(), event: tweet });
type Created = z.infer<typeof created>;
const deleted = z.looseObject({
  for_user_id: z.string(),
  event: z.looseObject({
    status: z.looseObject({ id: z.string(), user_id: z.string() }),
    timestamp_ms: z.union([z.string(), z.number()]),
  }),
});

/** Whatever a post is, its id is that of the post: a deletion does not say what it was. */
const made = (
  { for_user_id, event }: Created,
  activity: MappedInteraction['activity'],
  data: Omit<MappedData, 'actor'>,
  context: XContext,
): MappedInteraction => {
  const actor = actorOf(event.user.id_str, for_user_id, context);
  return {
    id: postId(event.id_str),
    activity,
    time: fromText(event.created_at),
    data: { actor: activity === 'enquiry' ? { ...actor, kind: 'customer' } : actor, ...data },
  };
};

/** A post of one's own, or one of somebody who names the account. */
function posted(payload: Created, context: XContext): MappedInteraction {
  const { event, for_user_id } = payload;
  const data = { conversation: conversationOf(event.conversation_id ?? event.id_str), text: textOf(event) };
  if (!isOwn(event.user.id_str, for_user_id, context)) {
    return made(payload, context.settings.support ? 'enquiry' : 'mention', data, context);
  }
  return made(payload, 'post', { ...data, audience: event.user.followers_count }, context);
}

/**
 * Where X does not say how a thread began, a conversation is what somebody writes and the answers of the account to that:
 * an answer is in the conversation of what it answers, everything else in its own.
 */
function replied(payload: Created, context: XContext): MappedInteraction {
  const { event, for_user_id } = payload;
  const { in_reply_to_status_id_str: parent, in_reply_to_user_id_str: addressee } = event;
  const own = isOwn(event.user.id_str, for_user_id, context);
  const toUs = isOwn(addressee, for_user_id, context);
  const answers = own && !toUs && parent != null;
  const data = {
    conversation: conversationOf(event.conversation_id ?? (answers ? parent : event.id_str)),
    inReplyTo: parent == null ? undefined : postId(parent),
    text: textOf(event),
  };
  if (answers) return made(payload, 'reply', data, context);
  if (own) return made(payload, 'post', { ...data, audience: event.user.followers_count }, context);
  const inbound = toUs && parent != null ? 'comment' : 'mention';
  return made(payload, context.settings.support ? 'enquiry' : inbound, data, context);
}

function quoted(payload: Created, context: XContext): MappedInteraction {
  const { event, for_user_id } = payload;
  const original = event.quoted_status;
  if (original == null || !isOwn(original.user.id_str, for_user_id, context)) return posted(payload, context);
  if (isOwn(event.user.id_str, for_user_id, context)) return posted(payload, context);
  return made(payload, 'share', { object: postId(original.id_str), text: textOf(event) }, context);
}

/** Its text is that of the original. */
function reposted(payload: Created, context: XContext): MappedInteraction {
  const original = payload.event.retweeted_status?.id_str;
  return made(payload, 'share', { object: original && postId(original) }, context);
}

/** The forms of a post. */
const forms = { retweet: reposted, reply: replied, quote: quoted, post: posted };

/** Which form a post has, whether or not it is one of the shape that it should be. */
export function formOf(event: Partial<Record<keyof Tweet | 'is_quote_status', unknown>>): keyof typeof forms {
  if (event.retweeted_status) return 'retweet';
  if (event.in_reply_to_user_id_str || event.in_reply_to_status_id_str) return 'reply';
  return event.quoted_status || event.is_quote_status === true ? 'quote' : 'post';
}

/** What a post becomes, in whichever form. */
export const mapPost = (payload: Created, context: XContext): MappedInteraction =>
  forms[formOf(payload.event)](payload, context);

/** Posts, in all their forms, and their deletion. */
export const postKinds: Kinds<XSettings> = {
  'tweet_create_events.post': kind('post; by others: mention (enquiry with `support`)', created, posted),
  'tweet_create_events.reply': kind(
    'reply; to the account itself or to no post: post; by others: comment, or mention when it answers others (enquiry with `support`)',
    created,
    replied,
  ),
  'tweet_create_events.quote': kind('share, with words; of others by the account: post', created, quoted),
  'tweet_create_events.retweet': kind('share', created, reposted),
  tweet_delete_events: kind('retraction', deleted, ({ for_user_id, event }, context: XContext) => {
    const target = postId(event.status.id);
    const actor = actorOf(event.status.user_id, for_user_id, context);
    return {
      id: `${target}:delete`,
      activity: 'retraction',
      time: fromMilliseconds(event.timestamp_ms),
      data: { actor, target },
    };
  }),
};
