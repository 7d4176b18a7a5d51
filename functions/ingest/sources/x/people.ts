import * as z from 'zod';
import type { Kinds, MappedKind } from '../adapter.ts';
import { talkReopensAfter } from '../endless-talk.ts';
import { kind } from '../kind.ts';
import { fromMilliseconds } from '../provider-time.ts';
import { actorOf, isOwn, postId, type XContext, type XSettings } from './tweet.ts';

const milliseconds = z.union([z.string(), z.number()]);
/** These events name accounts by `id`, a text. */
const account = z.union([
  z.looseObject({ id_str: z.string() }).transform(({ id_str }) => id_str),
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
]);

const favorite = z.looseObject({
  for_user_id: z.string(),
  event: z.looseObject({
    id: z.string(),
    timestamp_ms: milliseconds,
    user: z.looseObject({ id_str: z.string() }),
    favorited_status: z.looseObject({ id_str: z.string() }),
  }),
});

const relation = z.looseObject({
  for_user_id: z.string(),
  event: z.looseObject({
    created_timestamp: milliseconds,
    source: account,
    target: account,
  }),
});

const directMessage = z.looseObject({
  for_user_id: z.string(),
  event: z.looseObject({
    id: z.string(),
    created_timestamp: milliseconds,
    message_create: z.looseObject({
      sender_id: z.string(),
      target: z.looseObject({ recipient_id: z.string() }),
      source_app_id: z.string().optional(),
      message_data: z.looseObject({ text: z.string().optional() }),
    }),
  }),
});

/** A direct message, as both APIs of X tell it. */
export const directMessageKind: MappedKind<XSettings> = kind(
  'enquiry; by the account: reply, a bot’s when `botApps` names its app',
  directMessage,
  ({ for_user_id, event }, context: XContext) => {
    const { sender_id, target, source_app_id, message_data } = event.message_create;
    const own = isOwn(sender_id, for_user_id, context);
    const bot = own && source_app_id !== undefined && context.settings.botApps?.includes(source_app_id);
    const customer = { id: `x:${own ? target.recipient_id : sender_id}`, kind: 'customer' as const };
    return {
      id: `dm:${event.id}`,
      activity: own ? 'reply' : 'enquiry',
      time: fromMilliseconds(event.created_timestamp),
      data: {
        actor: own ? { id: bot ? `x:app:${source_app_id}` : `x:${sender_id}`, kind: bot ? 'bot' : 'brand' } : customer,
        counterpart: own ? customer : undefined,
        conversation: directTalk([sender_id, target.recipient_id], context),
        reopensAfter: own ? undefined : talkReopensAfter,
        text: message_data.text,
      },
    };
  },
);

/** All that two accounts say to each other directly. */
export const directTalk = (accounts: readonly string[], { opaque }: XContext): string =>
  `x:${opaque([...accounts].sort().join(':'))}`;

type Relation = z.infer<typeof relation>;

const followId = ({ event }: Relation, { opaque }: XContext): string =>
  `follow:${opaque(`${event.source}:${event.target}`)}`;

/** Likes, follows and direct messages. */
export const peopleKinds: Kinds<XSettings> = {
  favorite_events: kind('reaction', favorite, ({ for_user_id, event }, context: XContext) => {
    const object = postId(event.favorited_status.id_str);
    const actor = actorOf(event.user.id_str, for_user_id, context);
    return {
      id: `like:${event.id}`,
      activity: 'reaction',
      time: fromMilliseconds(event.timestamp_ms),
      data: { actor, object, reaction: 'like' },
    };
  }),
  'follow_events.follow': kind('follow', relation, (payload, context: XContext) => {
    const { for_user_id, event } = payload;
    return {
      id: followId(payload, context),
      activity: 'follow',
      time: fromMilliseconds(event.created_timestamp),
      data: {
        actor: actorOf(event.source, for_user_id, context),
        counterpart: actorOf(event.target, for_user_id, context),
      },
    };
  }),
  'follow_events.unfollow': kind('retraction', relation, (payload, context: XContext) => {
    const { for_user_id, event } = payload;
    const target = followId(payload, context);
    return {
      id: `${target}:delete`,
      activity: 'retraction',
      time: fromMilliseconds(event.created_timestamp),
      data: { actor: actorOf(event.source, for_user_id, context), target },
    };
  }),
  'direct_message_events.message_create': directMessageKind,
};
