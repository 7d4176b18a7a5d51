import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';

const acme = { id: 2244994945, id_str: '2244994945', screen_name: 'acme', followers_count: 12_500 };
const jane = { id: 3001969357, id_str: '3001969357', screen_name: 'jane_fan', name: 'Jane Fan', followers_count: 22 };
const brand = { id: 'x:2244994945', kind: 'brand' } as const;
const public_ = { id: 'x:3001969357', kind: 'public' } as const;
const customer = { id: 'x:3001969357', kind: 'customer' } as const;
const created_at = 'Fri Nov 20 10:00:00 +0000 2026';
const createdAt = '2026-11-20T10:00:00.000Z';
const milliseconds = String(Date.parse(createdAt));

type Becomes = FixtureDelivery['becomes'];

const told = (name: string, key: string, event: object, becomes: Becomes, more: object = {}): FixtureDelivery => ({
  name,
  body: { for_user_id: acme.id_str, [key]: [event], ...more },
  becomes,
});

const tweet = (id_str: string, user: object, text: string, more: object = {}) => ({
  created_at,
  id_str,
  text,
  user,
  in_reply_to_status_id_str: null,
  in_reply_to_user_id_str: null,
  is_quote_status: false,
  ...more,
});
const posted = (name: string, event: object, becomes: Becomes) => told(name, 'tweet_create_events', event, becomes);
const replyTo = (id: string, user: { id_str: string }) => ({
  in_reply_to_status_id_str: id,
  in_reply_to_user_id_str: user.id_str,
});

const own = tweet('1050', acme, 'Neu bei uns! 🎉 جديد');
const deleted = (id: string, user: { id_str: string }) => ({
  status: { id, user_id: user.id_str },
  timestamp_ms: milliseconds,
});
const follow = `follow:${opaque('3001969357:2244994945')}`;
const relation = (type: string) => ({
  type,
  created_timestamp: milliseconds,
  source: { id: jane.id_str, screen_name: jane.screen_name },
  target: { id: acme.id_str, screen_name: acme.screen_name },
});
const talk = `x:${opaque('2244994945:3001969357')}`;
const message = (id: string, from: { id_str: string }, to: { id_str: string }, text: string, app?: string) => ({
  type: 'message_create',
  id,
  created_timestamp: milliseconds,
  message_create: {
    sender_id: from.id_str,
    target: { recipient_id: to.id_str },
    ...(app && { source_app_id: app }),
    message_data: { text, entities: {} },
  },
});

/** Told by the X Activity API, whose posts are of version 2. */
const activity = (
  name: string,
  event_type: string,
  payload: object,
  becomes: Becomes,
  more: object = {},
): FixtureDelivery => ({
  name,
  body: {
    data: {
      event_uuid: '2080761390344937796',
      filter: { user_id: acme.id_str },
      event_type,
      payload,
      includes: { users: [{ id: acme.id_str, public_metrics: { followers_count: acme.followers_count } }], ...more },
    },
  },
  becomes,
});
const v2 = (id: string, author: { id_str: string }, text: string, conversation_id = id) => ({
  id,
  author_id: author.id_str,
  created_at: createdAt,
  text,
  conversation_id,
});
const referring = (type: string, id: string) => ({ referenced_tweets: [{ type, id }] });
const chat = (id: string, sender: { id_str: string }) => ({
  id,
  created_at_msec: milliseconds,
  sender_id: sender.id_str,
  conversation_id: `${acme.id_str}:${jane.id_str}`,
  encoded_event: 'CwABAAAAEzIw',
});

export const fixture: SourceFixture = {
  source: 'https://x.com/acme',
  channel: 'x',
  department: 'service',
  settings: { botApps: ['13090192'] },
  secrets: { consumerSecret: 'a consumer secret of 42 letters, or nearly so' },
  sign: ({ body }, { consumerSecret = '' }) => ({
    'x-twitter-webhooks-signature': `sha256=${createHmac('sha256', consumerSecret).update(body).digest('base64')}`,
  }),
  handshakes: [
    {
      query: '?crc_token=9b4507b3-9040-4669-9ca3-6b94edb50553',
      answer: {
        status: 200,
        body: '{"response_token":"sha256=raSzS5aixP5dcodcuStNtXCCu1XlH2BOLafWWUhmSX0="}',
      },
    },
    { query: '', answer: { status: 404, body: '' } },
  ],
  deliveries: [
    posted('the account posts', own, [
      {
        id: 'post:1050',
        activity: 'post',
        time: createdAt,
        data: { actor: brand, conversation: 'x:1050', text: 'Neu bei uns! 🎉 جديد', audience: 12_500 },
      },
    ]),
    told('the account deletes its post', 'tweet_delete_events', deleted('1050', acme), [
      { id: 'post:1050:delete', activity: 'retraction', time: createdAt, data: { actor: brand, target: 'post:1050' } },
    ]),
    posted('somebody names the account', tweet('1051', jane, '@acme how about that?'), [
      { id: 'post:1051', activity: 'mention', data: { actor: public_, conversation: 'x:1051' } },
    ]),
    posted('the account answers', tweet('1052', acme, '@jane_fan gladly', replyTo('1051', jane)), [
      { id: 'post:1052', activity: 'reply', data: { actor: brand, conversation: 'x:1051', inReplyTo: 'post:1051' } },
    ]),
    posted(
      'the account goes on, in a long post',
      tweet('1053', acme, 'and …', {
        ...replyTo('1052', acme),
        truncated: true,
        extended_tweet: { full_text: 'and here is the whole of it' },
      }),
      [{ id: 'post:1053', activity: 'post', data: { conversation: 'x:1053', text: 'and here is the whole of it' } }],
    ),
    posted('somebody replies to the account', tweet('1054', jane, '@acme thanks', replyTo('1052', acme)), [
      {
        id: 'post:1054',
        activity: 'comment',
        data: { actor: public_, conversation: 'x:1054', inReplyTo: 'post:1052' },
      },
    ]),
    posted(
      'somebody names the account in a reply to somebody else',
      tweet('1055', jane, '@bogus ask @acme', replyTo('999', { id_str: '3284025577' })),
      [{ id: 'post:1055', activity: 'mention', data: { actor: public_ } }],
    ),
    posted(
      'somebody quotes the account',
      tweet('1056', jane, 'Look 👀', { is_quote_status: true, quoted_status: own }),
      [{ id: 'post:1056', activity: 'share', data: { actor: public_, object: 'post:1050', text: 'Look 👀' } }],
    ),
    posted('somebody reposts it', tweet('1057', jane, 'RT @acme: Neu', { retweeted_status: own }), [
      { id: 'post:1057', activity: 'share', data: { actor: public_, object: 'post:1050' } },
    ]),
    told(
      'somebody likes it',
      'favorite_events',
      {
        id: 'a7ba59eab0bfcba386f7acedac279542',
        created_at,
        timestamp_ms: Number(milliseconds),
        favorited_status: own,
        user: jane,
      },
      [
        {
          id: 'like:a7ba59eab0bfcba386f7acedac279542',
          activity: 'reaction',
          time: createdAt,
          data: { actor: public_, object: 'post:1050', reaction: 'like' },
        },
      ],
    ),
    told('somebody follows', 'follow_events', relation('follow'), [
      { id: follow, activity: 'follow', data: { actor: public_, counterpart: brand } },
    ]),
    told('somebody follows no more', 'follow_events', relation('unfollow'), [
      { id: `${follow}:delete`, activity: 'retraction', data: { target: follow } },
    ]),
    told(
      'somebody writes a direct message',
      'direct_message_events',
      message('954491830116155396', jane, acme, 'Wo bleibt mein Paket?'),
      [
        {
          id: 'dm:954491830116155396',
          activity: 'enquiry',
          time: createdAt,
          data: { actor: customer, conversation: talk, text: 'Wo bleibt mein Paket?' },
        },
      ],
      { users: { [jane.id_str]: jane, [acme.id_str]: acme } },
    ),
    told('the account writes back', 'direct_message_events', message('954491830116155397', acme, jane, 'Unterwegs.'), [
      {
        id: 'dm:954491830116155397',
        activity: 'reply',
        data: { actor: brand, counterpart: customer, conversation: talk },
      },
    ]),
    told(
      'a bot of the account writes back',
      'direct_message_events',
      message('954491830116155398', acme, jane, 'Wir sind ab 9 Uhr da.', '13090192'),
      [{ id: 'dm:954491830116155398', activity: 'reply', data: { actor: { id: 'x:app:13090192', kind: 'bot' } } }],
    ),
    told('the account blocks somebody', 'block_events', relation('block'), []),
    told('somebody types', 'direct_message_indicate_typing_events', { sender_id: jane.id_str }, []),
    {
      name: 'the account leaves the app',
      body: { user_event: { revoke: { date_time: '2026-11-20T09:48:12+00:00', source: { user_id: acme.id_str } } } },
      becomes: [],
    },
    activity('the account posts, told by the other API', 'post.create', v2('1050', acme, 'Neu bei uns! 🎉 جديد'), [
      {
        id: 'post:1050',
        activity: 'post',
        time: createdAt,
        data: { actor: brand, conversation: 'x:1050', text: 'Neu bei uns! 🎉 جديد', audience: 12_500 },
      },
    ]),
    activity(
      'the account answers, told by the other API',
      'post.create',
      {
        ...v2('1061', acme, '@jane_fan gladly', '1051'),
        ...referring('replied_to', '1060'),
        in_reply_to_user_id: jane.id_str,
      },
      [{ id: 'post:1061', activity: 'reply', data: { actor: brand, conversation: 'x:1051', inReplyTo: 'post:1060' } }],
    ),
    activity(
      'somebody replies, told by the other API',
      'post.mention.create',
      {
        ...v2('1062', jane, '@acme thanks', '1051'),
        ...referring('replied_to', '1061'),
        in_reply_to_user_id: acme.id_str,
        note_tweet: { text: '@acme thanks, and so on' },
      },
      [
        {
          id: 'post:1062',
          activity: 'comment',
          data: { actor: public_, conversation: 'x:1051', text: '@acme thanks, and so on' },
        },
      ],
    ),
    activity(
      'somebody quotes the account, told by the other API',
      'post.mention.create',
      { ...v2('1063', jane, 'Look, @acme!'), ...referring('quoted', '1050') },
      [{ id: 'post:1063', activity: 'share', data: { actor: public_, object: 'post:1050' } }],
      { tweets: [{ id: '1050', author_id: acme.id_str }] },
    ),
    activity('the account reposts', 'post.create', { ...v2('1064', acme, 'RT'), ...referring('retweeted', '77') }, [
      { id: 'post:1064', activity: 'share', data: { actor: brand, object: 'post:77' } },
    ]),
    activity(
      'the account posts what it deletes later',
      'post.create',
      { ...v2('2080761269309813134', acme, 'Ups'), created_at: '2026-07-24T21:05:19.000Z' },
      [{ id: 'post:2080761269309813134', activity: 'post', time: '2026-07-24T21:05:19.000Z' }],
    ),
    activity(
      'a post is deleted, told by the other API',
      'post.delete',
      { id: '2080761269309813134', author_id: acme.id_str },
      [
        {
          id: 'post:2080761269309813134:delete',
          activity: 'retraction',
          time: '2026-07-24T21:05:19.935Z',
          data: { actor: brand, target: 'post:2080761269309813134' },
        },
      ],
    ),
    activity(
      'somebody likes it, told by the other API',
      'like.create',
      { id: '87719f50', timestamp_ms: milliseconds, liked_tweet_author_id: acme.id_str, liked_tweet_id: '1050' },
      [
        {
          id: 'like:87719f50',
          activity: 'reaction',
          data: { actor: { id: 'x:unknown', kind: 'public' }, object: 'post:1050' },
        },
      ],
    ),
    activity(
      'the account likes, told by the other API',
      'like.create',
      { id: '87719f51', timestamp_ms: milliseconds, liked_tweet_author_id: jane.id_str, liked_tweet_id: '1062' },
      [{ id: 'like:87719f51', activity: 'reaction', data: { actor: brand, object: 'post:1062' } }],
    ),
    activity(
      'somebody writes a direct message, told by the other API',
      'dm.received',
      { direct_message_events: [message('2080765901528535096', jane, acme, 'hello!')], users: {} },
      [{ id: 'dm:2080765901528535096', activity: 'enquiry', data: { actor: customer, conversation: talk } }],
    ),
    activity(
      'the account writes back, told by the other API',
      'dm.sent',
      { direct_message_events: [message('2080765901528535097', acme, jane, 'Hi!')], users: {} },
      [{ id: 'dm:2080765901528535097', activity: 'reply', data: { actor: brand, conversation: talk } }],
    ),
    activity('somebody writes encrypted', 'chat.received', chat('8bbf', jane), [
      { id: 'chat:8bbf', activity: 'enquiry', time: createdAt, data: { actor: customer, conversation: talk } },
    ]),
    activity('the account writes back encrypted', 'chat.sent', chat('4e88', acme), [
      { id: 'chat:4e88', activity: 'reply', data: { actor: brand, counterpart: customer, conversation: talk } },
    ]),
    activity('somebody writes in a group', 'chat.received', { ...chat('8bc0', jane), conversation_id: 'g77' }, []),
    activity('somebody follows, told by the other API', 'follow.follow', { source: {}, target: {} }, []),
    { ...activity('something that there was not before', 'post.glow', {}, []), unknown: true },
  ],
  stories: [
    { created: 'the account posts', deleted: 'the account deletes its post' },
    { created: 'somebody follows', deleted: 'somebody follows no more' },
  ],
  personal: ['jane', '3001969357', '3284025577'],
};
