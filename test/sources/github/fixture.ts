import { createHmac } from 'node:crypto';
import type { FixtureDelivery, SourceFixture } from '../../../cli/source/fixture.ts';

const repository = { id: 77, full_name: 'acme/shop', owner: { id: 1, login: 'acme', type: 'Organization' } };
const alice = { id: 11, login: 'asking-alice', type: 'User' };
const bob = { id: 12, login: 'builder-bob', type: 'User' };
const carol = { id: 13, login: 'caring-carol', type: 'User' };

const issue = {
  number: 5,
  title: 'Die Kasse stürzt ab 💥',
  body: 'مرحبا, since yesterday.',
  user: alice,
  author_association: 'NONE',
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  closed_at: null,
};
const discussion = {
  number: 6,
  title: 'How do I pay by invoice?',
  body: 'I found no button.',
  user: alice,
  author_association: 'NONE',
  category: { slug: 'q-a', is_answerable: true },
  created_at: '2026-11-20T11:00:00Z',
  updated_at: '2026-11-20T11:00:00Z',
  answer_chosen_at: null,
};
const pull = {
  number: 7,
  title: 'Fix the till',
  body: 'It divides by zero.',
  user: bob,
  author_association: 'FIRST_TIME_CONTRIBUTOR',
  created_at: '2026-11-20T12:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
};
const comment = {
  id: 900,
  user: carol,
  author_association: 'MEMBER',
  body: 'We look into it.',
  created_at: '2026-11-20T10:30:00Z',
  updated_at: '2026-11-20T10:30:00Z',
};
const later = { updated_at: '2026-11-21T09:00:00Z' };
const review = {
  id: 800,
  user: carol,
  author_association: 'MEMBER',
  body: 'Thank you!',
  state: 'approved',
  submitted_at: '2026-11-20T13:00:00Z',
};
const release = {
  id: 700,
  author: carol,
  name: '2.0',
  body: 'The till works.',
  published_at: '2026-11-20T15:00:00Z',
  updated_at: '2026-11-20T15:00:00Z',
};

let deliveries = 0;
function sent(
  name: string,
  event: string,
  payload: Record<string, unknown>,
  becomes: FixtureDelivery['becomes'],
  sender: object = carol,
): FixtureDelivery {
  deliveries += 1;
  return {
    name,
    body: { repository, sender, ...payload },
    headers: { 'x-github-event': event, 'x-github-delivery': `00000000-0000-4000-8000-${deliveries}` },
    becomes,
  };
}

const onIssue = 'github:77#5';
const onDiscussion = 'github:77#6';
const onPull = 'github:77#7';
const team = { id: 'github:13', kind: 'employee' } as const;
const customer = { id: 'github:11', kind: 'customer' } as const;

const issues = [
  sent(
    'somebody asks',
    'issues',
    { action: 'opened', issue },
    [
      {
        id: 'issue:77#5',
        activity: 'enquiry',
        time: '2026-11-20T10:00:00.000Z',
        data: {
          actor: customer,
          conversation: onIssue,
          text: 'Die Kasse stürzt ab 💥\n\nمرحبا, since yesterday.',
        },
      },
    ],
    alice,
  ),
  sent(
    'the team opens an issue',
    'issues',
    { action: 'opened', issue: { ...issue, user: carol, number: 8, author_association: 'MEMBER' } },
    [{ id: 'issue:77#8', activity: 'post', data: { actor: team } }],
  ),
  sent(
    'the question is edited',
    'issues',
    { action: 'edited', issue: { ...issue, ...later, title: 'Die Kasse' }, changes: { title: { from: issue.title } } },
    [
      {
        id: 'issue:77#5:edit:2026-11-21T09:00:00Z',
        activity: 'edit',
        time: '2026-11-21T09:00:00.000Z',
        data: { target: 'issue:77#5', actor: { id: 'github:11', kind: 'public' } },
      },
    ],
    alice,
  ),
  sent('the question is deleted', 'issues', { action: 'deleted', issue: { ...issue, ...later } }, [
    { id: 'issue:77#5:delete', activity: 'retraction', data: { target: 'issue:77#5', actor: team } },
  ]),
  sent('the question moves to another repository', 'issues', { action: 'transferred', issue: { ...issue, ...later } }, [
    { id: 'issue:77#5:delete', activity: 'retraction', data: { target: 'issue:77#5' } },
  ]),
  sent(
    'the team closes it',
    'issues',
    { action: 'closed', issue: { ...issue, ...later, closed_at: '2026-11-21T08:59:59Z' } },
    [
      {
        id: 'issue:77#5:closed:2026-11-21T08:59:59Z',
        activity: 'resolution',
        time: '2026-11-21T08:59:59.000Z',
        data: { stage: 'closed', conversation: onIssue, actor: team },
      },
    ],
  ),
  sent(
    'who asked opens it again',
    'issues',
    { action: 'reopened', issue: { ...issue, ...later } },
    [
      {
        id: 'issue:77#5:reopened:2026-11-21T09:00:00Z',
        activity: 'resolution',
        data: { stage: 'reopened', actor: { id: 'github:11', kind: 'public' } },
      },
    ],
    alice,
  ),
  sent(
    'the team calls it an idea',
    'issues',
    { action: 'labeled', issue: { ...issue, ...later }, label: { id: 3, name: 'Feature Request' } },
    [
      {
        id: 'issue:77#5:idea',
        activity: 'idea',
        time: '2026-11-20T10:00:00.000Z',
        data: { idea: onIssue, conversation: onIssue, actor: { id: 'github:11', kind: 'public' } },
      },
    ],
  ),
  sent(
    'the team plans it',
    'issues',
    { action: 'labeled', issue: { ...issue, ...later }, label: { id: 4, name: 'planned' } },
    [
      {
        id: 'issue:77#5:label:4:2026-11-21T09:00:00Z',
        activity: 'stage',
        data: { idea: onIssue, stage: 'accepted', actor: team },
      },
    ],
  ),
  sent('a label without meaning', 'issues', { action: 'labeled', issue, label: { id: 5, name: 'bug' } }, []),
];

const discussions = [
  sent(
    'somebody asks in a discussion',
    'discussion',
    { action: 'created', discussion },
    [{ id: 'discussion:77#6', activity: 'enquiry', data: { actor: customer, conversation: onDiscussion } }],
    alice,
  ),
  sent(
    'somebody has an idea',
    'discussion',
    { action: 'created', discussion: { ...discussion, number: 9, category: { slug: 'ideas', is_answerable: false } } },
    [
      {
        id: 'discussion:77#9',
        activity: 'idea',
        data: { idea: 'github:77#9', actor: { id: 'github:11', kind: 'public' } },
      },
    ],
    alice,
  ),
  sent(
    'the team announces',
    'discussion',
    {
      action: 'created',
      discussion: {
        ...discussion,
        number: 10,
        user: carol,
        author_association: 'OWNER',
        category: { slug: 'announcements', is_answerable: false },
      },
    },
    [{ id: 'discussion:77#10', activity: 'post', data: { actor: team } }],
  ),
  sent('the discussion is edited', 'discussion', { action: 'edited', discussion: { ...discussion, ...later } }, [
    { id: 'discussion:77#6:edit:2026-11-21T09:00:00Z', activity: 'edit', data: { target: 'discussion:77#6' } },
  ]),
  sent('the discussion is deleted', 'discussion', { action: 'deleted', discussion: { ...discussion, ...later } }, [
    { id: 'discussion:77#6:delete', activity: 'retraction', data: { target: 'discussion:77#6' } },
  ]),
  sent('the discussion moves', 'discussion', { action: 'transferred', discussion }, [
    { id: 'discussion:77#6:delete', activity: 'retraction' },
  ]),
  sent(
    'an answer is chosen',
    'discussion',
    { action: 'answered', discussion: { ...discussion, answer_chosen_at: '2026-11-20T19:17:18.000-04:00' } },
    [
      {
        id: 'resolution:discussion:77#6:closed:2026-11-20T23:17:18.000Z',
        activity: 'resolution',
        time: '2026-11-20T23:17:18.000Z',
        data: { stage: 'closed', conversation: onDiscussion },
      },
    ],
  ),
  sent('the answer was none', 'discussion', { action: 'unanswered', discussion: { ...discussion, ...later } }, [
    { id: 'discussion:77#6:reopened:2026-11-21T09:00:00.000Z', activity: 'resolution', data: { stage: 'reopened' } },
  ]),
  sent('the discussion is closed', 'discussion', { action: 'closed', discussion: { ...discussion, ...later } }, [
    {
      id: 'resolution:discussion:77#6:closed:2026-11-21T09:00:00.000Z',
      activity: 'resolution',
      data: { stage: 'closed' },
    },
  ]),
  sent(
    'the discussion is opened again',
    'discussion',
    { action: 'reopened', discussion: { ...discussion, ...later } },
    [{ id: 'discussion:77#6:reopened:2026-11-21T09:00:00.000Z', activity: 'resolution', data: { stage: 'reopened' } }],
  ),
  sent(
    'an idea is planned',
    'discussion',
    { action: 'labeled', discussion: { ...discussion, ...later }, label: { id: 4, name: 'planned' } },
    [
      {
        id: 'discussion:77#6:label:4:2026-11-21T09:00:00Z',
        activity: 'stage',
        data: { idea: onDiscussion, stage: 'accepted' },
      },
    ],
  ),
];

const comments = [
  sent('the team answers', 'issue_comment', { action: 'created', issue, comment }, [
    {
      id: 'comment:900',
      activity: 'reply',
      time: '2026-11-20T10:30:00.000Z',
      data: { actor: team, conversation: onIssue, inReplyTo: 'issue:77#5' },
    },
  ]),
  sent(
    'somebody adds to it',
    'issue_comment',
    { action: 'created', issue, comment: { ...comment, id: 901, user: bob, author_association: 'CONTRIBUTOR' } },
    [{ id: 'comment:901', activity: 'comment', data: { actor: { id: 'github:12', kind: 'public' } } }],
    bob,
  ),
  sent(
    'a bot reports',
    'issue_comment',
    {
      action: 'created',
      issue: { ...issue, number: 7, pull_request: { url: 'https://api.github.com/repos/acme/shop/pulls/7' } },
      comment: {
        ...comment,
        id: 902,
        user: { id: 99, login: 'reports[bot]', type: 'Bot' },
        author_association: 'NONE',
      },
    },
    [
      {
        id: 'comment:902',
        activity: 'comment',
        data: { actor: { id: 'github:99', kind: 'bot' }, conversation: onPull, inReplyTo: 'pull:77#7' },
      },
    ],
  ),
  sent(
    'the answer is edited',
    'issue_comment',
    { action: 'edited', issue, comment: { ...comment, ...later, body: 'Done.' } },
    [{ id: 'comment:900:edit:2026-11-21T09:00:00Z', activity: 'edit', data: { target: 'comment:900', text: 'Done.' } }],
  ),
  sent('the answer is deleted', 'issue_comment', { action: 'deleted', issue, comment: { ...comment, ...later } }, [
    { id: 'comment:900:delete', activity: 'retraction', data: { target: 'comment:900' } },
  ]),
  sent(
    'the team answers in the discussion',
    'discussion_comment',
    {
      action: 'created',
      discussion,
      comment: { ...comment, id: 500, parent_id: 499 },
    },
    [
      {
        id: 'discussion_comment:500',
        activity: 'reply',
        data: { conversation: onDiscussion, inReplyTo: 'discussion_comment:499' },
      },
    ],
  ),
  sent(
    'the answer in the discussion is edited',
    'discussion_comment',
    {
      action: 'edited',
      discussion,
      comment: { ...comment, ...later, id: 500, parent_id: null },
    },
    [{ id: 'discussion_comment:500:edit:2026-11-21T09:00:00Z', activity: 'edit' }],
  ),
  sent(
    'the answer in the discussion is deleted',
    'discussion_comment',
    {
      action: 'deleted',
      discussion,
      comment: { ...comment, id: 500, parent_id: null },
    },
    [{ id: 'discussion_comment:500:delete', activity: 'retraction' }],
  ),
  sent(
    'somebody remarks on a commit',
    'commit_comment',
    {
      action: 'created',
      comment: { ...comment, id: 300, user: bob, author_association: 'NONE', commit_id: '6113728f27ae' },
    },
    [{ id: 'commit_comment:300', activity: 'comment', data: { conversation: 'github:77@6113728f27ae' } }],
  ),
];

const pulls = [
  sent(
    'somebody offers code',
    'pull_request',
    { action: 'opened', pull_request: pull },
    [{ id: 'pull:77#7', activity: 'post', data: { actor: { id: 'github:12', kind: 'public' }, conversation: onPull } }],
    bob,
  ),
  sent('the offer is edited', 'pull_request', { action: 'edited', pull_request: { ...pull, ...later } }, [
    { id: 'pull:77#7:edit:2026-11-21T09:00:00Z', activity: 'edit', data: { target: 'pull:77#7' } },
  ]),
  sent('the team reviews', 'pull_request_review', { action: 'submitted', pull_request: pull, review }, [
    { id: 'review:800', activity: 'reply', data: { actor: team, conversation: onPull, inReplyTo: 'pull:77#7' } },
  ]),
  sent(
    'a review without words of its own',
    'pull_request_review',
    {
      action: 'submitted',
      pull_request: pull,
      review: { ...review, id: 801, body: null, state: 'commented' },
    },
    [],
  ),
  sent(
    'the review is edited',
    'pull_request_review',
    { action: 'edited', pull_request: { ...pull, ...later }, review },
    [{ id: 'review:800:edit:2026-11-21T09:00:00Z', activity: 'edit', data: { target: 'review:800' } }],
  ),
  sent(
    'the team remarks on a line',
    'pull_request_review_comment',
    {
      action: 'created',
      pull_request: pull,
      comment: { ...comment, id: 600, in_reply_to_id: 599 },
    },
    [{ id: 'review_comment:600', activity: 'reply', data: { conversation: onPull, inReplyTo: 'review_comment:599' } }],
  ),
  sent(
    'the remark is edited',
    'pull_request_review_comment',
    {
      action: 'edited',
      pull_request: pull,
      comment: { ...comment, ...later, id: 600 },
    },
    [{ id: 'review_comment:600:edit:2026-11-21T09:00:00Z', activity: 'edit' }],
  ),
  sent(
    'the remark is deleted',
    'pull_request_review_comment',
    {
      action: 'deleted',
      pull_request: pull,
      comment: { ...comment, id: 600 },
    },
    [{ id: 'review_comment:600:delete', activity: 'retraction' }],
  ),
];

const community = [
  sent(
    'somebody stars',
    'star',
    { action: 'created', starred_at: '2026-11-20T14:00:00Z' },
    [
      {
        id: 'star:77:o__Z8UHOw8zCHoApnNSk32If',
        activity: 'follow',
        time: '2026-11-20T14:00:00.000Z',
        data: { object: 'github:77', actor: { id: 'github:12', kind: 'public' } },
      },
    ],
    bob,
  ),
  sent(
    'the star is gone',
    'star',
    {
      action: 'deleted',
      starred_at: null,
      repository: { ...repository, updated_at: '2026-11-21T14:00:00Z' },
    },
    [
      {
        id: 'star:77:o__Z8UHOw8zCHoApnNSk32If:delete',
        activity: 'retraction',
        data: { target: 'star:77:o__Z8UHOw8zCHoApnNSk32If' },
      },
    ],
    bob,
  ),
  sent(
    'somebody forks',
    'fork',
    { forkee: { id: 88, created_at: '2026-11-20T14:30:00Z' } },
    [{ id: 'fork:88', activity: 'share', data: { object: 'github:77', actor: { id: 'github:12', kind: 'public' } } }],
    bob,
  ),
  sent('a release', 'release', { action: 'published', release }, [
    { id: 'release:700', activity: 'post', time: '2026-11-20T15:00:00.000Z', data: { actor: team } },
  ]),
  sent('its notes are edited', 'release', { action: 'edited', release: { ...release, ...later } }, [
    { id: 'release:700:edit:2026-11-21T09:00:00Z', activity: 'edit', data: { target: 'release:700' } },
  ]),
  sent('it is deleted', 'release', { action: 'deleted', release }, [
    { id: 'release:700:delete', activity: 'retraction' },
  ]),
  sent('it is withdrawn', 'release', { action: 'unpublished', release }, [
    { id: 'release:700:delete', activity: 'retraction' },
  ]),
  sent('the webhook is tried', 'ping', { zen: 'Design for failure.', hook_id: 1 }, []),
  sent('a run of a workflow', 'workflow_run', { action: 'completed' }, []),
];

export const fixture: SourceFixture = {
  source: 'https://github.com/acme/shop',
  channel: 'github',
  department: 'product',
  settings: { labels: { 'feature request': 'idea', planned: 'accepted' } },
  secrets: { secret: "It's a Secret to Everybody" },
  sign({ body }, { secret = '' }) {
    return { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  },
  deliveries: [...issues, ...discussions, ...comments, ...pulls, ...community],
  stories: [
    { created: 'somebody asks', edited: 'the question is edited', deleted: 'the question is deleted' },
    { created: 'the team answers', edited: 'the answer is edited', deleted: 'the answer is deleted' },
    { created: 'somebody stars', deleted: 'the star is gone' },
    { created: 'a release', edited: 'its notes are edited', deleted: 'it is withdrawn' },
  ],
  personal: ['asking-alice', 'builder-bob', 'caring-carol'],
};
