import type { ExpectedInteraction, SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';

const acme = 'did:plc:acmeacmeacmeacmeacmeacme';
const jane = 'did:plc:janejanejanejanejanejane';
const start = Date.parse('2026-11-22T11:50:00Z') * 1_000;
const now = Date.parse('2026-11-22T12:00:00Z') * 1_000;

/** A commit, so many seconds after the start. */
const event = (seconds: number, did: string, operation: string, collection: string, rkey: string, record?: object) =>
  JSON.stringify({
    did,
    time_us: start + seconds * 1_000_000,
    kind: 'commit',
    commit: {
      rev: '3mptbypluud2a',
      operation,
      collection,
      rkey,
      ...(record && { record: { $type: collection, createdAt: at(seconds - 1), ...record }, cid: 'bafyrei' }),
    },
  });
const at = (seconds: number) => new Date(start / 1_000 + seconds * 1_000).toISOString();
const address = (did: string, collection: string, rkey: string) => `at://${did}/${collection}/${rkey}`;
const ref = (uri: string) => ({ uri, cid: 'bafyrei' });

const [post, like, repost, follow] = [
  'app.bsky.feed.post',
  'app.bsky.feed.like',
  'app.bsky.feed.repost',
  'app.bsky.graph.follow',
];
const ours = address(acme, post, 'p1');
const theirs = address(jane, post, 'p2');
const to = (uri: string) => ({ reply: { root: ref(ours), parent: ref(uri) } });
const mention = { facets: [{ index: {}, features: [{ $type: 'app.bsky.richtext.facet#mention', did: acme }] }] };

const feed = [
  event(1, acme, 'create', post, 'p1', { text: 'Neu: unser Paketschrank 📦', langs: ['de'] }),
  event(2, jane, 'create', post, 'p2', { text: 'مرحبا, where is mine?', langs: ['not a tag', 'en'], ...to(ours) }),
  event(3, acme, 'create', post, 'p3', { text: 'On its way.', ...to(theirs) }),
  event(4, jane, 'create', post, 'p4', { text: '@acme hello', ...mention }),
  event(5, jane, 'create', post, 'p5', { text: 'Look', embed: { $type: 'app.bsky.embed.record', record: ref(ours) } }),
  event(6, jane, 'create', like, 'l1', { subject: ref(ours), createdAt: at(30) }),
  event(7, jane, 'create', repost, 'r1', { subject: ref(ours) }),
  event(8, jane, 'create', follow, 'f1', { subject: acme }),
  event(9, jane, 'update', post, 'p4', { text: '@acme hello again', ...mention }),
  event(10, jane, 'delete', like, 'l1'),
  event(11, jane, 'delete', repost, 'r1'),
  event(12, jane, 'delete', follow, 'f1'),
  event(13, jane, 'delete', post, 'p4'),
  // Of no interest: a like of somebody else's post, and that it is taken back.
  event(14, jane, 'create', like, 'l2', { subject: ref(theirs) }),
  event(15, jane, 'delete', like, 'l2'),
  event(600, jane, 'create', like, 'l3', { subject: ref(theirs) }),
];

const id = (uri: string) =>
  `${uri.includes(post) ? 'post' : uri.includes(like) ? 'like' : uri.includes(repost) ? 'repost' : 'follow'}:${opaque(uri)}`;
const known = [
  [post, 'p2'],
  [post, 'p4'],
  [post, 'p5'],
  [like, 'l1'],
  [repost, 'r1'],
  [follow, 'f1'],
].map(([collection = '', rkey = '']) => opaque(address(jane, collection, rkey)).slice(2, 13));
const byJane = { actor: { id: `bluesky:${jane}`, kind: 'public' } } as const;
const thread = `bluesky:${id(ours)}`;
const retracted = (uri: string): ExpectedInteraction => ({
  id: `${id(uri)}:delete`,
  activity: 'retraction',
  data: { target: id(uri), ...byJane },
});

export const fixture: SourceFixture = {
  source: 'https://bsky.app/profile/acme.example',
  channel: 'bluesky',
  department: 'service',
  settings: { accounts: [acme], support: true },
  runs: [
    {
      name: 'goes on a few seconds before where it stopped, and takes what concerns the account',
      cursor: { time_us: start, known: [] },
      feed(text) {
        const url = new URL(text);
        if (url.searchParams.get('cursor') !== String(start - 5_000_000)) throw new Error(`It asks for ${text}.`);
        if (url.searchParams.has('wantedDids')) throw new Error('It leaves out what others do.');
        return feed;
      },
      becomes: [
        {
          id: id(ours),
          activity: 'post',
          time: '2026-11-22T11:50:00.000Z',
          data: { actor: { id: `bluesky:${acme}`, kind: 'brand' }, conversation: thread, language: 'de' },
        },
        {
          id: id(theirs),
          activity: 'comment',
          data: { ...byJane, conversation: thread, inReplyTo: id(ours), language: 'en' },
        },
        { id: id(address(acme, post, 'p3')), activity: 'reply', data: { conversation: thread, inReplyTo: id(theirs) } },
        { id: id(address(jane, post, 'p4')), activity: 'enquiry', data: byJane },
        { id: id(address(jane, post, 'p5')), activity: 'share', data: byJane },
        // Its author's clock is ahead: the time at which the network saw it counts.
        {
          id: id(address(jane, like, 'l1')),
          activity: 'reaction',
          time: '2026-11-22T11:50:06.000Z',
          data: { ...byJane, object: id(ours), reaction: 'like' },
        },
        { id: id(address(jane, repost, 'r1')), activity: 'share', data: { ...byJane, object: id(ours) } },
        {
          id: id(address(jane, follow, 'f1')),
          activity: 'follow',
          data: { ...byJane, counterpart: { id: `bluesky:${acme}`, kind: 'brand' } },
        },
        {
          id: `${id(address(jane, post, 'p4'))}:edit:3mptbypluud2a`,
          activity: 'edit',
          data: { target: id(address(jane, post, 'p4')), ...byJane },
        },
        retracted(address(jane, like, 'l1')),
        retracted(address(jane, repost, 'r1')),
        retracted(address(jane, follow, 'f1')),
        retracted(address(jane, post, 'p4')),
      ],
      leaves: { time_us: now, known },
    },
    {
      name: 'knows a deletion of what an earlier run took',
      cursor: { time_us: start, known },
      feed: () => [event(700, jane, 'delete', post, 'p2')],
      becomes: [retracted(theirs)],
      leaves: { time_us: start + 700_000_000, known },
    },
    {
      name: 'begins with what happens now',
      feed: () => [event(601, acme, 'create', post, 'p9', { text: 'Hello' })],
      becomes: [{ id: id(address(acme, post, 'p9')), activity: 'post' }],
      leaves: { time_us: start + 601_000_000, known: [] },
    },
  ],
  personal: ['janejane', 'acmeacme'],
};
