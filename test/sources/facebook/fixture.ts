import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';
import { metaFixture } from './meta.ts';

const page = '104000000000001';
const jane = { id: '2001', name: 'Jane Fan' };
const us = { id: page, name: 'Acme' };
const noticed = Date.parse('2026-11-20T10:00:05Z') / 1000;
const created = Date.parse('2026-11-20T10:00:00Z') / 1000;
const [createdAt, noticedAt] = ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:05.000Z'];

type Becomes = FixtureDelivery['becomes'];

/** A change of the page, noticed five seconds later; a change of what was there is noticed so much later. */
const changed = (name: string, field: string, value: unknown, becomes: Becomes, secondsLater = 0): FixtureDelivery => ({
  name,
  body: { object: 'page', entry: [{ id: page, time: noticed + secondsLater, changes: [{ field, value }] }] },
  becomes,
});
const feed = (name: string, value: Record<string, unknown>, becomes: Becomes, secondsLater = 0) =>
  changed(name, 'feed', { created_time: created, ...value }, becomes, secondsLater);

const post = (number: number) => ({ post_id: `${page}_${number}` });
const postId = (number: number) => `post:${page}_${number}`;
const talk = `facebook:${page}_`;

/** Published, changed and taken back, by the item that Facebook calls it. */
const posts = ['status', 'post', 'photo', 'video'].flatMap((item, at): FixtureDelivery[] => {
  const from = item === 'post' ? jane : us;
  const id = postId(at);
  const actor = { id: `facebook:${from.id}`, kind: item === 'post' ? 'public' : 'brand' } as const;
  const value = { item, from, ...post(at), message: 'Neu im Laden! 🎉 مرحبا' };
  return [
    feed(`${item}: added`, { ...value, verb: 'add', published: 1 }, [
      { id, activity: 'post', time: createdAt, data: { actor, conversation: `${talk}${at}`, text: value.message } },
    ]),
    feed(`${item}: edited`, { ...value, verb: item === 'post' ? 'edit' : 'edited', message: 'Neu!' }, [
      { id: `${id}:edit:${noticedAt}`, activity: 'edit', time: noticedAt, data: { target: id, text: 'Neu!' } },
    ]),
    feed(`${item}: removed`, { item, verb: 'remove', from, ...post(at) }, [
      { id: `${id}:delete`, activity: 'retraction', time: noticedAt, data: { target: id } },
    ]),
  ];
});

const shared = { item: 'share', from: jane, ...post(10), link: 'https://acme.example', message: 'Look!' };
const others: FixtureDelivery[] = [
  feed('somebody shares', { ...shared, verb: 'add' }, [{ id: postId(10), activity: 'share', time: createdAt }]),
  feed('somebody changes what was shared', { ...shared, verb: 'edited' }, [
    { id: `${postId(10)}:edit:${noticedAt}`, activity: 'edit', data: { target: postId(10) } },
  ]),
  feed('somebody takes back what was shared', { ...shared, verb: 'remove' }, [
    { id: `${postId(10)}:delete`, activity: 'retraction', data: { target: postId(10) } },
  ]),
  feed('the page publishes a link', { ...shared, ...post(11), from: us, verb: 'add' }, [
    { id: postId(11), activity: 'post', data: { actor: { id: `facebook:${page}`, kind: 'brand' } } },
  ]),
  feed('the page plans a post', { item: 'status', verb: 'add', from: us, ...post(12), published: 0 }, []),
  feed('the page adds an event', { item: 'event', verb: 'add', ...post(13), story: 'Acme added an event.' }, [
    { id: postId(13), activity: 'post', data: { actor: { id: `facebook:${page}`, kind: 'brand' } } },
  ]),
  feed('the page hides a post', { item: 'post', verb: 'hide', from: jane, ...post(1) }, []),
  { ...changed('nobody knows what', 'feed', { item: 'hologram', verb: 'add', from: jane }, []), unknown: true },
];

/** Comments and reactions, below a post (`feed`) or a review (`ratings`). */
function responses(field: 'feed' | 'ratings', postIdOf: string, object: string, conversation: string) {
  const send = (name: string, value: Record<string, unknown>, becomes: Becomes, secondsLater = 0) =>
    changed(`${field}: ${name}`, field, { created_time: created, post_id: postIdOf, ...value }, becomes, secondsLater);
  const prefix = field === 'feed' ? '8' : '9';
  const comment = `comment:${prefix}_1`;
  const asked = { item: 'comment', from: jane, comment_id: `${prefix}_1`, parent_id: postIdOf, message: 'Wann? 🤔' };
  const answer = { ...asked, from: us, comment_id: `${prefix}_2`, parent_id: `${prefix}_1`, message: 'Morgen.' };
  const reaction = `reaction:${object}:${opaque('facebook:2001')}`;
  const felt = { item: 'reaction', from: jane, parent_id: postIdOf };
  const liked = { item: 'like', verb: 'add', sender_id: 2002, sender_name: 'Old Timer', parent_id: postIdOf };
  const like = `reaction:${object}:${opaque('facebook:2002')}`;
  return [
    send('somebody comments', { ...asked, verb: 'add' }, [
      {
        id: comment,
        activity: 'comment',
        time: createdAt,
        data: { actor: { id: 'facebook:2001', kind: 'public' }, conversation, inReplyTo: object, text: 'Wann? 🤔' },
      },
    ]),
    send('the page answers', { ...answer, verb: 'add' }, [
      {
        id: `comment:${prefix}_2`,
        activity: 'reply',
        data: { actor: { id: `facebook:${page}`, kind: 'brand' }, conversation, inReplyTo: comment },
      },
    ]),
    send('the comment is edited', { ...asked, verb: 'edited', message: 'Wann genau?' }, [
      { id: `${comment}:edit:${noticedAt}`, activity: 'edit', data: { target: comment, text: 'Wann genau?' } },
    ]),
    send('the comment is removed', { ...asked, verb: 'remove' }, [
      { id: `${comment}:delete`, activity: 'retraction', data: { target: comment } },
    ]),
    send('somebody reacts', { ...felt, verb: 'add', reaction_type: 'love' }, [
      { id: reaction, activity: 'reaction', data: { object, reaction: 'love' } },
    ]),
    send('the reaction changes', { ...felt, verb: 'edit', reaction_type: 'wow' }, [
      { id: `${reaction}:edit:${noticedAt}`, activity: 'edit', data: { target: reaction, reaction: 'wow' } },
    ]),
    send('the reaction is taken back', { ...felt, verb: 'remove', reaction_type: 'wow' }, [
      { id: `${reaction}:delete`, activity: 'retraction', data: { target: reaction } },
    ]),
    send('somebody likes, as older versions say', liked, [
      { id: like, activity: 'reaction', data: { object, reaction: 'like' } },
    ]),
    send('somebody likes no more', { ...liked, verb: 'remove' }, [
      { id: `${like}:delete`, activity: 'retraction', data: { target: like } },
    ]),
  ];
}

const review = {
  item: 'rating',
  open_graph_story_id: '555',
  reviewer_id: jane.id,
  reviewer_name: jane.name,
  review_text: 'Nie wieder 😡',
  recommendation_type: 'NEGATIVE',
  created_time: created,
};
const reviews: FixtureDelivery[] = [
  changed('somebody reviews', 'ratings', { ...review, verb: 'add' }, [
    { id: 'rating:555', activity: 'mention', data: { conversation: 'facebook:rating:555', sentiment: -1 } },
  ]),
  changed('the review is edited', 'ratings', { ...review, verb: 'edit', recommendation_type: null, rating: 4 }, [
    { id: `rating:555:edit:${noticedAt}`, activity: 'edit', data: { target: 'rating:555', sentiment: 0.5 } },
  ]),
  changed('the review is removed', 'ratings', { ...review, verb: 'remove', review_text: null }, [
    { id: 'rating:555:delete', activity: 'retraction', data: { target: 'rating:555' } },
  ]),
  changed(
    'somebody tags the page in a post',
    'mention',
    { item: 'post', verb: 'add', post_id: '2001_77', message: 'Hi!' },
    [
      {
        id: `mention:post:${opaque('2001_77')}`,
        activity: 'mention',
        time: noticedAt,
        data: { actor: { id: 'facebook:unknown', kind: 'public' }, conversation: `facebook:${opaque('2001_77')}` },
      },
    ],
  ),
  changed(
    'somebody tags the page in a comment',
    'mention',
    { item: 'comment', verb: 'add', post_id: '2001_77', comment_id: '77_5', created_time: created },
    [{ id: 'mention:comment:77_5', activity: 'mention', time: createdAt, data: { object: 'comment:77_5' } }],
  ),
  {
    name: 'somebody likes the page, whose id is longer than a double is exact',
    body: `{"object":"page","entry":[{"id":"${page}","time":${noticed},"changes":[
      {"field":"feed","value":{"item":"like","verb":"add","user_id":10201978818232601}}]}]}`,
    becomes: [{ id: `follow:${page}:${opaque('facebook:10201978818232601')}`, activity: 'follow', time: noticedAt }],
  },
];

const said = Date.parse('2026-11-20T11:00:00.123Z');
const saidAt = '2026-11-20T11:00:00.123Z';
const psid = '3000000000000007';
const conversation = `facebook:${opaque(`${page}:${psid}`)}`;
const customer = { id: `facebook:${psid}`, kind: 'customer' } as const;
const first = `message:${opaque('m_first')}`;

const inTalk = (
  name: string,
  event: object,
  becomes: Becomes,
  way: 'in' | 'out' = 'in',
  list = 'messaging',
): FixtureDelivery => {
  const [sender, recipient] = way === 'in' ? [psid, page] : [page, psid];
  const told = { sender: { id: sender }, recipient: { id: recipient }, timestamp: said, ...event };
  return { name, body: { object: 'page', entry: [{ id: page, time: said + 400, [list]: [told] }] }, becomes };
};

const talks: FixtureDelivery[] = [
  inTalk('a customer writes', { message: { mid: 'm_first', text: 'Wo bleibt mein Paket? 📦 أين طردي؟' } }, [
    { id: first, activity: 'enquiry', time: saidAt, data: { actor: customer, conversation } },
  ]),
  inTalk('the customer corrects it', { message_edit: { mid: 'm_first', text: 'Wo ist es?', num_edit: 1 } }, [
    { id: `${first}:edit:1`, activity: 'edit', data: { target: first, text: 'Wo ist es?' } },
  ]),
  inTalk('the customer takes it back', { message: { mid: 'm_first', is_deleted: true } }, [
    { id: `${first}:delete`, activity: 'retraction', data: { target: first } },
  ]),
  inTalk(
    'the page answers',
    {
      message: {
        mid: 'm_second',
        text: 'Unterwegs.',
        is_echo: true,
        app_id: 263902037430900,
        reply_to: { mid: 'm_first' },
      },
    },
    [
      {
        id: `message:${opaque('m_second')}`,
        activity: 'reply',
        data: {
          actor: { id: `facebook:${page}`, kind: 'brand' },
          counterpart: customer,
          conversation,
          inReplyTo: first,
        },
      },
    ],
    'out',
  ),
  inTalk(
    'a bot answers, seen on standby',
    { message: { mid: 'm_third', text: 'Hallo!', is_echo: true, app_id: '77' } },
    [
      {
        id: `message:${opaque('m_third')}`,
        activity: 'reply',
        data: { actor: { id: 'facebook:app:77', kind: 'bot' } },
      },
    ],
    'out',
    'standby',
  ),
  inTalk(
    'a customer presses a button',
    { postback: { mid: 'm_fourth', title: 'Mit Menschen reden', payload: 'HUMAN' } },
    [{ id: `message:${opaque('m_fourth')}`, activity: 'enquiry', data: { conversation, text: 'Mit Menschen reden' } }],
  ),
  inTalk('a customer reacts', { reaction: { mid: 'm_second', action: 'react', emoji: '😢', reaction: 'sad' } }, [
    {
      id: `reaction:${opaque('m_second')}:${opaque(psid)}`,
      activity: 'reaction',
      data: { object: `message:${opaque('m_second')}`, reaction: 'sad' },
    },
  ]),
  inTalk('the customer takes the reaction back', { reaction: { mid: 'm_second', action: 'unreact' } }, [
    {
      id: `reaction:${opaque('m_second')}:${opaque(psid)}:delete`,
      activity: 'retraction',
      data: { target: `reaction:${opaque('m_second')}:${opaque(psid)}` },
    },
  ]),
  inTalk('the customer has read it', { read: { watermark: said } }, []),
];

export const fixture: SourceFixture = {
  ...metaFixture,
  source: 'https://facebook.com/acme',
  channel: 'facebook',
  department: 'service',
  settings: { botApps: ['77'] },
  deliveries: [
    ...posts,
    ...others,
    ...responses('feed', `${page}_0`, postId(0), `${talk}0`),
    ...responses('ratings', '2001_555', 'rating:555', 'facebook:rating:555'),
    ...reviews,
    ...talks,
  ],
  stories: [
    { created: 'post: added', edited: 'post: edited', deleted: 'post: removed' },
    {
      created: 'feed: somebody comments',
      edited: 'feed: the comment is edited',
      deleted: 'feed: the comment is removed',
    },
    {
      created: 'ratings: somebody reacts',
      edited: 'ratings: the reaction changes',
      deleted: 'ratings: the reaction is taken back',
    },
    { created: 'somebody reviews', edited: 'the review is edited', deleted: 'the review is removed' },
    {
      created: 'a customer writes',
      edited: 'the customer corrects it',
      deleted: 'the customer takes it back',
    },
    { created: 'a customer reacts', deleted: 'the customer takes the reaction back' },
  ],
  personal: [jane.name, 'Old Timer', psid, '2001_77', '2001_555', 'facebook:2001'],
};
