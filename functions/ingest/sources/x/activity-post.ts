import * as z from 'zod';
import type { MappedKind } from '../adapter.ts';
import { kind } from '../kind.ts';
import { mapPost } from './posts.ts';
import type { Tweet, XContext, XSettings } from './tweet.ts';

/** An event of the X Activity API; `filter` names the account that is subscribed. */
export const activityEvent = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({ filter: z.looseObject({ user_id: z.string() }), payload: z.looseObject(shape) });

const post = activityEvent({
  id: z.string(),
  author_id: z.string(),
  created_at: z.string(),
  text: z.string(),
  note_tweet: z.looseObject({ text: z.string() }).optional(),
  conversation_id: z.string().optional(),
  in_reply_to_user_id: z.string().optional(),
  referenced_tweets: z.array(z.looseObject({ type: z.string(), id: z.string() })).optional(),
}).extend({
  includes: z
    .looseObject({
      tweets: z.array(z.looseObject({ id: z.string(), author_id: z.string().optional() })).optional(),
      users: z
        .array(
          z.looseObject({
            id: z.string().optional(),
            public_metrics: z.looseObject({ followers_count: z.number().optional() }).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** A post of the X Activity API (Post object of version 2) as one of the Account Activity API. */
function asTweet({ payload, includes }: z.infer<typeof post>): Tweet {
  const reference = (type: string) => {
    const id_str = payload.referenced_tweets?.find((one) => one.type === type)?.id;
    const author = includes?.tweets?.find(({ id }) => id === id_str)?.author_id;
    return id_str === undefined ? undefined : { id_str, user: { id_str: author ?? '' } };
  };
  const { author_id, in_reply_to_user_id } = payload;
  const parent = reference('replied_to');
  const followers_count = includes?.users?.find(({ id }) => id === author_id)?.public_metrics?.followers_count;
  return {
    id_str: payload.id,
    created_at: payload.created_at,
    text: payload.note_tweet?.text ?? payload.text,
    user: { id_str: author_id, followers_count },
    in_reply_to_status_id_str: parent?.id_str,
    in_reply_to_user_id_str: in_reply_to_user_id ?? parent?.user.id_str,
    retweeted_status: reference('retweeted'),
    quoted_status: reference('quoted'),
    conversation_id: payload.conversation_id,
  };
}

/** A post, in whichever form. */
export const activityPostKind: MappedKind<XSettings> = kind(
  'as a post of `tweet_create_events`',
  post,
  (payload, context: XContext) => mapPost({ for_user_id: payload.filter.user_id, event: asTweet(payload) }, context),
);
