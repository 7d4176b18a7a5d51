import { createHmac } from 'node:crypto';
import type { SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';

const server = 'https://social.example';
const account = (id: string, name: string, over: object = {}) => ({
  id,
  username: name,
  acct: name,
  display_name: name,
  bot: false,
  url: `${server}/@${name}`,
  uri: `${server}/users/${name}`,
  ...over,
});
const acme = account('14', 'acme');
const jane = account('77', 'jane-rider');
const byJane = { actor: { id: `activitypub:${jane.uri}`, kind: 'public' } } as const;
const byAcme = { actor: { id: `activitypub:${acme.uri}`, kind: 'brand' } } as const;

const status = (id: string, by: typeof acme, over: object = {}) => ({
  id,
  created_at: '2026-11-21T10:00:00.901Z',
  edited_at: null,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  sensitive: false,
  spoiler_text: '',
  visibility: 'public',
  language: 'de',
  uri: `${by.uri}/statuses/${id}`,
  url: `${by.url}/${id}`,
  content: '<p><span class="h-card"><a href="https://social.example/@acme">@acme</a></span> Mein Paket? 📦 مرحبا</p>',
  reblog: null,
  account: by,
  mentions: [],
  ...over,
});
const toAcme = { mentions: [{ id: acme.id, username: 'acme', url: acme.url, acct: 'acme' }] };
const thread = (id: string) => `mastodon:social.example:${id}`;

const question = status('101', jane, toAcme);
const answer = status('102', acme, { in_reply_to_id: '101', in_reply_to_account_id: jane.id });
const thanks = status('103', jane, { ...toAcme, in_reply_to_id: '102', in_reply_to_account_id: acme.id });
const notification = (id: string, type: string, over: object = {}) => ({
  id,
  type,
  created_at: '2026-11-21T10:30:00.064Z',
  account: jane,
  ...over,
});

const notifications = [
  notification('507', 'admin.sign_up'),
  notification('506', 'follow'),
  notification('505', 'reblog', { status: status('90', acme) }),
  notification('504', 'favourite', { status: status('90', acme) }),
  notification('503', 'quote', { status: status('104', jane) }),
  notification('502', 'mention', { status: thanks }),
  notification('501', 'mention', { status: question }),
];

/** Plays the server: two lists that are paged by `min_id`, and threads. */
function respond(request: Request): Response {
  const url = new URL(request.url);
  if (url.origin !== server) throw new Error(`Nobody is at ${request.url}.`);
  if (request.headers.get('authorization') !== 'Bearer the-token-of-the-account')
    return new Response('', { status: 401 });
  const since = Number(url.searchParams.get('min_id') ?? 0);
  const page = (all: readonly { id: string }[]) => {
    // With min_id the page just after it, without it the newest.
    const newer = since === 0 ? all.slice(0, 4) : all.filter(({ id }) => Number(id) > since).slice(-4);
    const link = newer[0] && `<${server}${url.pathname}?limit=80&min_id=${newer[0].id}>; rel="prev"`;
    return Response.json(newer, { headers: link === undefined ? {} : { link } });
  };
  if (url.pathname === '/api/v1/accounts/verify_credentials') return Response.json(acme);
  if (url.pathname === '/api/v1/notifications') return page(notifications);
  if (url.pathname === '/api/v1/accounts/14/statuses') return page([answer, status('100', acme, { content: 'Hallo' })]);
  const [, asked] = /^\/api\/v1\/statuses\/(\d+)\/context$/.exec(url.pathname) ?? [];
  const ancestors = [question, answer].filter(({ id }) => id < (asked ?? ''));
  return asked === undefined ? new Response('', { status: 404 }) : Response.json({ ancestors, descendants: [] });
}

export const fixture: SourceFixture = {
  source: acme.url,
  channel: 'mastodon',
  department: 'service',
  secrets: { token: 'the-token-of-the-account', webhook: 'the-secret-of-the-webhook' },
  sign: ({ body }, { webhook = '' }) => ({
    'x-hub-signature': `sha256=${createHmac('sha256', webhook).update(body).digest('hex')}`,
  }),
  deliveries: [
    {
      name: 'the account publishes',
      body: { event: 'status.created', created_at: '2026-11-21T10:00:01.351Z', object: status('100', acme) },
      becomes: [
        {
          id: 'status:100',
          activity: 'post',
          time: '2026-11-21T10:00:00.901Z',
          data: { ...byAcme, conversation: thread('100'), language: 'de', text: '@acme Mein Paket? 📦 مرحبا' },
        },
      ],
    },
    {
      name: 'it corrects what it published',
      body: {
        event: 'status.updated',
        created_at: '2026-11-21T11:00:01.351Z',
        object: status('100', acme, { edited_at: '2026-11-21T11:00:00.000Z', content: '<p>Neu</p>' }),
      },
      becomes: [
        {
          id: 'status:100:edit:2026-11-21T11:00:00.000Z',
          activity: 'edit',
          time: '2026-11-21T11:00:00.000Z',
          data: { ...byAcme, target: 'status:100', text: 'Neu' },
        },
      ],
    },
    {
      name: 'it boosts',
      body: { event: 'status.created', object: status('110', acme, { reblog: status('101', jane) }) },
      becomes: [
        { id: `share:101:${opaque(`activitypub:${acme.uri}`)}`, activity: 'share', data: { object: 'status:101' } },
      ],
    },
    {
      name: 'somebody of the same server asks it directly',
      body: { event: 'status.created', object: status('111', jane, { ...toAcme, visibility: 'direct' }) },
      becomes: [{ id: 'status:111', activity: 'enquiry', data: byJane }],
    },
    {
      name: 'somebody of the same server answers it',
      body: { event: 'status.created', object: thanks },
      becomes: [{ id: 'status:103', activity: 'comment', data: { ...byJane, inReplyTo: 'status:102' } }],
    },
    {
      name: 'somebody of the same server publishes',
      body: { event: 'status.created', object: status('112', jane) },
      becomes: [],
    },
    {
      name: 'somebody signs up',
      body: { event: 'account.created', object: { email: 'jane-rider@mail.example' } },
      becomes: [],
    },
  ],
  stories: [{ created: 'the account publishes', edited: 'it corrects what it published' }],
  runs: [
    {
      name: 'takes the newest page of each list at first',
      respond,
      becomes: [
        { id: `reaction:like:90:${opaque(`activitypub:${jane.uri}`)}`, activity: 'reaction' },
        { id: `share:90:${opaque(`activitypub:${jane.uri}`)}`, activity: 'share' },
        { id: `follow:${opaque(`activitypub:${jane.uri}`)}`, activity: 'follow' },
        { id: 'status:100', activity: 'post', data: byAcme },
        { id: 'status:102', activity: 'reply', data: { inReplyTo: 'status:101', conversation: thread('101') } },
      ],
      leaves: { us: '14', notifications: '507', statuses: '102' },
    },
    {
      name: 'goes on page by page from where it stopped',
      cursor: { us: '14', notifications: '500', statuses: '101' },
      respond,
      becomes: [
        { id: 'status:101', activity: 'mention', data: { ...byJane, conversation: thread('101') } },
        {
          id: 'status:103',
          activity: 'comment',
          data: { ...byJane, conversation: thread('101'), inReplyTo: 'status:102' },
        },
        { id: 'status:104', activity: 'share', data: byJane },
        {
          id: `reaction:like:90:${opaque(`activitypub:${jane.uri}`)}`,
          activity: 'reaction',
          time: '2026-11-21T10:30:00.064Z',
          data: { ...byJane, object: 'status:90', reaction: 'like' },
        },
        { id: `share:90:${opaque(`activitypub:${jane.uri}`)}`, activity: 'share', data: { object: 'status:90' } },
        { id: `follow:${opaque(`activitypub:${jane.uri}`)}`, activity: 'follow', data: byJane },
        { id: 'status:102', activity: 'reply', data: byAcme },
      ],
      leaves: { us: '14', notifications: '507', statuses: '102' },
    },
    {
      name: 'finds nothing new',
      cursor: { us: '14', notifications: '507', statuses: '102' },
      respond,
      becomes: [],
      leaves: { us: '14', notifications: '507', statuses: '102' },
    },
  ],
  personal: ['jane-rider', 'mail.example'],
};
