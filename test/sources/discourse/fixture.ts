import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const post = {
  id: 100,
  name: 'Asking Alice',
  username: 'asking_alice',
  avatar_template: '/letter_avatar_proxy/v4/letter/a/1.png',
  created_at: '2026-11-20T10:00:00.329Z',
  updated_at: '2026-11-20T10:00:00.329Z',
  deleted_at: null,
  cooked: '<p>It does not boil. ☕</p>',
  raw: 'It does not boil. ☕ لا يغلي',
  post_number: 1,
  post_type: 1,
  topic_id: 42,
  topic_slug: 'kettle',
  topic_title: 'My kettle',
  topic_archetype: 'regular',
  category_id: 7,
  category_slug: 'support',
  user_id: 11,
  primary_group_name: null,
  moderator: false,
  admin: false,
  staff: false,
  version: 1,
};
const answer = {
  ...post,
  id: 101,
  post_number: 2,
  name: 'Caring Carol',
  username: 'caring_carol',
  user_id: 13,
  moderator: true,
  staff: true,
  raw: 'Is the lid shut?',
  created_at: '2026-11-20T10:30:00.000Z',
  updated_at: '2026-11-20T10:30:00.000Z',
};
const small = { ...answer, id: 105, post_number: 6, post_type: 3, raw: '', action_code: 'closed.enabled' };
const later = { updated_at: '2026-11-21T09:00:00.000Z', version: 2 };

let events = 0;
function sent(
  name: string,
  event: string,
  body: Record<string, unknown>,
  becomes: FixtureDelivery['becomes'],
): FixtureDelivery {
  events += 1;
  const headers = {
    'x-discourse-instance': 'https://forum.acme.example',
    'x-discourse-event-id': String(events),
    'x-discourse-event-type': Object.keys(body)[0] ?? '',
    'x-discourse-event': event,
  };
  return { name, body, headers, becomes };
}

const conversation = 'discourse:forum.acme.example:42';
const carol = { id: 'discourse:forum.acme.example:u13', kind: 'employee' } as const;
const like = 'like:101:o_EvX_3J3DjR75Axe-jV6SWf';

export const fixture: SourceFixture = {
  source: 'https://forum.acme.example',
  channel: 'forum',
  department: 'service',
  settings: { teamGroups: ['acme'] },
  secrets: { secret: 'a-secret-of-twelve-or-more' },
  sign({ body }, { secret = '' }) {
    return { 'x-discourse-event-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  },
  deliveries: [
    sent('somebody asks', 'post_created', { post }, [
      {
        id: 'post:100',
        activity: 'enquiry',
        time: '2026-11-20T10:00:00.329Z',
        data: {
          actor: { id: 'discourse:forum.acme.example:u11', kind: 'customer' },
          conversation,
          text: 'My kettle\n\nIt does not boil. ☕ لا يغلي',
        },
      },
    ]),
    sent('somebody proposes', 'post_created', { post: { ...post, id: 110, topic_id: 43, category_slug: 'ideas' } }, [
      {
        id: 'post:110',
        activity: 'idea',
        data: {
          idea: 'discourse:forum.acme.example:43',
          actor: { id: 'discourse:forum.acme.example:u11', kind: 'public' },
        },
      },
    ]),
    sent('somebody begins a discussion', 'post_created', { post: { ...post, id: 111, category_slug: 'lounge' } }, [
      { id: 'post:111', activity: 'post' },
    ]),
    sent('the team opens a topic where people ask', 'post_created', { post: { ...answer, id: 112, post_number: 1 } }, [
      { id: 'post:112', activity: 'post', data: { actor: carol } },
    ]),
    sent('the team answers', 'post_created', { post: answer }, [
      { id: 'post:101', activity: 'reply', data: { actor: carol, conversation, text: 'Is the lid shut?' } },
    ]),
    sent(
      'an employee answers who is no moderator',
      'post_created',
      {
        post: { ...answer, id: 102, user_id: 14, staff: false, moderator: false, primary_group_name: 'acme' },
      },
      [
        {
          id: 'post:102',
          activity: 'reply',
          data: { actor: { id: 'discourse:forum.acme.example:u14', kind: 'employee' } },
        },
      ],
    ),
    sent('somebody adds', 'post_created', { post: { ...post, id: 103, post_number: 4 } }, [
      { id: 'post:103', activity: 'comment', data: { text: 'It does not boil. ☕ لا يغلي' } },
    ]),
    sent('the team whispers', 'post_created', { post: { ...answer, id: 104, post_number: 5, post_type: 4 } }, [
      { id: 'post:104', activity: 'message', data: { actor: carol, conversation } },
    ]),
    sent('a private message', 'post_created', { post: { ...post, id: 106, topic_archetype: 'private_message' } }, []),
    sent(
      'the forum greets',
      'post_created',
      {
        post: { ...answer, id: 107, user_id: -2, username: 'discobot' },
      },
      [{ id: 'post:107', activity: 'reply', data: { actor: { id: 'discourse:forum.acme.example:u-2', kind: 'bot' } } }],
    ),
    sent('the team closes the topic', 'post_created', { post: small }, [
      { id: 'post:105', activity: 'resolution', data: { actor: carol, conversation, stage: 'closed' } },
    ]),
    sent(
      'the topic opens again by itself',
      'post_created',
      { post: { ...small, id: 108, action_code: 'autoclosed.disabled' } },
      [{ id: 'post:108', activity: 'resolution', data: { stage: 'reopened' } }],
    ),
    sent(
      'a lounge topic opens again',
      'post_created',
      {
        post: { ...small, action_code: 'closed.disabled', category_slug: 'lounge' },
      },
      [],
    ),
    sent('a topic is pinned', 'post_created', { post: { ...small, action_code: 'pinned.enabled' } }, []),
    sent('the question is edited', 'post_edited', { post: { ...post, ...later, raw: 'It does.' } }, [
      {
        id: 'post:100:edit:2026-11-21T09:00:00.000Z',
        activity: 'edit',
        data: { target: 'post:100', text: 'My kettle\n\nIt does.' },
      },
    ]),
    sent('the question is deleted', 'post_destroyed', { post: { ...post, deleted_at: '2026-11-21T08:00:00.000Z' } }, [
      { id: 'post:100:delete', activity: 'retraction', time: '2026-11-21T08:00:00.000Z', data: { target: 'post:100' } },
    ]),
    sent(
      'somebody likes the answer',
      'post_liked',
      { like: { post: answer, user: { id: 12, username: 'builder_bob' } } },
      [
        {
          id: like,
          activity: 'reaction',
          data: {
            reaction: 'like',
            object: 'post:101',
            actor: { id: 'discourse:forum.acme.example:u12', kind: 'public' },
          },
        },
      ],
    ),
    sent(
      'somebody likes the idea',
      'post_liked',
      {
        like: { post: { ...post, category_slug: 'ideas' }, user: { id: 12, username: 'builder_bob' } },
      },
      [{ id: like.replace('101', '100'), activity: 'vote', data: { idea: conversation } }],
    ),
    sent('the answer is the solution', 'accepted_solution', { solved: answer }, [
      {
        id: 'post:101:solution',
        activity: 'resolution',
        time: '2026-11-20T10:30:00.000Z',
        data: { stage: 'closed', conversation },
      },
    ]),
    sent('the answer is no solution after all', 'unaccepted_solution', { solved: answer }, [
      { id: 'post:101:solution:undone', activity: 'retraction', data: { target: 'post:101:solution' } },
    ]),
    sent(
      'somebody joins',
      'user_created',
      {
        user: { id: 12, username: 'builder_bob', email: 'bob@mail.example', created_at: '2026-11-19T08:00:00.000Z' },
      },
      [{ id: 'user:12', activity: 'follow', time: '2026-11-19T08:00:00.000Z' }],
    ),
    sent('a topic is created', 'topic_created', { topic: { id: 42, title: 'My kettle' } }, []),
    {
      name: 'the webhook is tried',
      body: { ping: 'OK' },
      headers: { 'x-discourse-event-type': 'ping', 'x-discourse-event-id': '1' },
      becomes: [],
    },
  ],
  stories: [
    { created: 'somebody asks', edited: 'the question is edited', deleted: 'the question is deleted' },
    { created: 'the answer is the solution', deleted: 'the answer is no solution after all' },
  ],
  personal: ['asking_alice', 'Asking Alice', 'caring_carol', 'builder_bob', 'bob@mail.example'],
};
