import * as z from 'zod';
import type { IgnoredKind, Kinds, MappedInteraction, Part } from '../adapter.ts';
import { talkReopensAfter } from '../endless-talk.ts';
import { kind } from '../kind.ts';
import { fromMilliseconds } from '../provider-time.ts';
import { activityEvent, activityPostKind } from './activity-post.ts';
import { directMessageKind, directTalk } from './people.ts';
import { actorOf, isOwn, postId, type XContext, type XSettings } from './tweet.ts';

const deleted = activityEvent({ id: z.string().regex(/^\d{1,19}$/), author_id: z.string() });
const liked = activityEvent({
  id: z.string(),
  timestamp_ms: z.string(),
  liked_tweet_id: z.string(),
  liked_tweet_author_id: z.string(),
});
const chat = activityEvent({
  id: z.string(),
  created_at_msec: z.string(),
  sender_id: z.string(),
  /** Both accounts, `1:2`; that of a group has no colon. */
  conversation_id: z.string(),
});

/** Ids of posts hold the time of the post since the epoch of X, in milliseconds, above 22 bits. */
const epochOfX = 1_288_834_974_657n;
const timeOfPost = (id: string): string => fromMilliseconds(Number((BigInt(id) >> 22n) + epochOfX));

/** An encrypted message of two: X does not tell its words, but who writes to whom, and when. */
function chatted({ filter, payload }: z.infer<typeof chat>, context: XContext): MappedInteraction | [] {
  const { id, created_at_msec, sender_id, conversation_id } = payload;
  const accounts = conversation_id.split(':');
  if (accounts.length !== 2) return [];
  const own = isOwn(sender_id, filter.user_id, context);
  const other = accounts.find((one) => one !== sender_id) ?? sender_id;
  const customer = { id: `x:${own ? other : sender_id}`, kind: 'customer' as const };
  return {
    id: `chat:${id}`,
    activity: own ? 'reply' : 'enquiry',
    time: fromMilliseconds(created_at_msec),
    data: {
      actor: own ? { id: `x:${sender_id}`, kind: 'brand' } : customer,
      counterpart: own ? customer : undefined,
      conversation: directTalk(accounts, context),
      reopensAfter: own ? undefined : talkReopensAfter,
    },
  };
}

const ignored = (why: string, kinds: readonly string[]): Record<string, IgnoredKind> =>
  Object.fromEntries(kinds.map((name) => [name, { ignored: why }]));

/** The kinds of the X Activity API. */
export const activityKinds: Kinds<XSettings> = {
  'post.create': activityPostKind,
  'post.mention.create': activityPostKind,
  'post.delete': kind('retraction', deleted, ({ filter, payload }, context: XContext) => {
    const target = postId(payload.id);
    const actor = actorOf(payload.author_id, filter.user_id, context);
    // X does not say when it was deleted.
    return { id: `${target}:delete`, activity: 'retraction', time: timeOfPost(payload.id), data: { actor, target } };
  }),
  'like.create': kind('reaction', liked, ({ filter, payload }, context: XContext) => {
    // Who likes a post of the account is not told.
    const inbound = isOwn(payload.liked_tweet_author_id, filter.user_id, context);
    return {
      id: `like:${payload.id}`,
      activity: 'reaction',
      time: fromMilliseconds(payload.timestamp_ms),
      data: {
        actor: inbound ? { id: 'x:unknown', kind: 'public' } : actorOf(filter.user_id, filter.user_id, context),
        object: postId(payload.liked_tweet_id),
        reaction: 'like',
      },
    };
  }),
  'dm.sent': directMessageKind,
  'dm.received': directMessageKind,
  'chat.sent': kind('reply, without words, as it is encrypted; nothing in a group', chat, chatted),
  'chat.received': kind('enquiry, without words, as it is encrypted; nothing in a group', chat, chatted),
  ...ignored('X does not say when', ['follow.follow', 'follow.unfollow']),
  ...ignored('nothing said', ['dm.read', 'dm.indicate_typing', 'chat.conversation_join']),
  ...ignored('the account’s own profile', ['profile.*']),
  ...ignored('a setting of the account', ['mute.*', 'block.*']),
  ...ignored('a talk aloud: its words are not here', ['spaces.*']),
  ...ignored('news, not from a person', ['news.*']),
  ...ignored('the account left the app: no more will come', ['oauth.revoke']),
};

/** The parts of a delivery of the X Activity API; direct messages are parts as those of the Account Activity API. */
export function activityParts(data: unknown): Part[] {
  const { event_type, filter, payload } = recordOf(data);
  if (typeof event_type !== 'string') return [];
  const messages = recordOf(payload).direct_message_events;
  if (!Array.isArray(messages)) return [{ kind: event_type, payload: data }];
  const for_user_id = recordOf(filter).user_id;
  return messages.map((event) => ({ kind: event_type, payload: { for_user_id, event } }));
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
