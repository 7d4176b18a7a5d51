import { createHmac } from 'node:crypto';
import type { SourceFixture } from '../../../cli/source/fixture.ts';

const channel = 'UCacmeacmeacmeacmeacmeac';
const viewer = 'UCjanejanejanejanejaneja';
const topic = `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${channel}`;
const hubSecret = 'our-own-secret-of-the-hub';
/** What only who knows the secret can add to the address. */
const proof = createHmac('sha256', hubSecret).update(`subscription to ${topic}`).digest('base64url');
const asks = (mode: string, of: string, proven: string) =>
  `?proof=${proven}&hub.mode=${mode}&hub.topic=${encodeURIComponent(of)}&hub.challenge=4711&hub.lease_seconds=432000`;

/** In the form of test/fixtures/webhooks/youtube. */
const notification = (entry: string) =>
  `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://pubsubhubbub.appspot.com"/><link rel="self" href="${topic}"/><title>YouTube video feed</title><updated>2026-11-20T10:00:12.634792044+00:00</updated>${entry}</feed>
`;
const video = (title: string, updated: string, of = channel) =>
  notification(`<entry>
  <id>yt:video:VideoIdOf_1</id>
  <yt:videoId>VideoIdOf_1</yt:videoId>
  <yt:channelId>${of}</yt:channelId>
  <title>${title}</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=VideoIdOf_1"/>
  <author><name>Acme Studios</name><uri>https://www.youtube.com/channel/${of}</uri></author>
  <published>2026-11-20T09:59:51+00:00</published>
  <updated>${updated}</updated>
 </entry>`);

const post = {
  id: 'video:VideoIdOf_1',
  activity: 'post',
  time: '2026-11-20T09:59:51.000Z',
  data: { actor: { id: `youtube:${channel}`, kind: 'brand' }, conversation: 'youtube:video:VideoIdOf_1' },
} as const;

const comment = (id: string, author: string, published: string, over: object = {}) => ({
  kind: 'youtube#comment',
  id,
  snippet: {
    videoId: 'VideoIdOf_1',
    textDisplay: 'Tolles Video 👍 مرحبا',
    authorDisplayName: '@jane-viewer',
    authorChannelId: { value: author },
    likeCount: 0,
    publishedAt: published,
    updatedAt: published,
    ...over,
  },
});
const threads = (items: object[]) => Response.json({ kind: 'youtube#commentThreadListResponse', items });
const thread = {
  kind: 'youtube#commentThread',
  id: 'UgxA',
  snippet: {
    channelId: channel,
    topLevelComment: comment('UgxA', viewer, '2026-11-22T11:00:00Z'),
    totalReplyCount: 1,
  },
  replies: { comments: [comment('UgxA.1', channel, '2026-11-22T11:05:00Z', { parentId: 'UgxA' })] },
};
const edited = {
  ...thread,
  id: 'UgxB',
  snippet: {
    topLevelComment: comment('UgxB', viewer, '2026-11-22T09:00:00Z', { updatedAt: '2026-11-22T11:30:00Z' }),
  },
  replies: undefined,
};
const answer = { id: 'comment:UgxA.1', activity: 'reply', time: '2026-11-22T11:05:00.000Z' } as const;
const until = { [channel]: '2026-11-22T11:30:00Z' };

async function respond(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.host === 'pubsubhubbub.appspot.com') {
    const form = new URLSearchParams(await request.text());
    const wanted = { 'hub.topic': topic, 'hub.mode': 'subscribe', 'hub.secret': hubSecret };
    for (const [name, value] of Object.entries(wanted)) {
      if (form.get(name) !== value) throw new Error(`It sends ${name}=${form.get(name)}.`);
    }
    const callback = new URL(form.get('hub.callback') ?? '');
    if (!callback.href.startsWith('https://polylog.example/v1/sources/youtube/')) throw new Error('Whom to call?');
    if (callback.search !== `?proof=${proof}`) throw new Error('What proves that we ask?');
    return new Response(null, { status: 202 });
  }
  if (url.searchParams.has('key')) throw new Error('The key stands in an address.');
  if (request.headers.get('x-goog-api-key') !== 'AIzaKeyOfTheDataApi') return new Response(null, { status: 403 });
  return threads([thread, edited]);
}

export const fixture: SourceFixture = {
  source: `https://www.youtube.com/channel/${channel}`,
  channel: 'youtube',
  department: 'marketing',
  settings: { channels: [channel] },
  secrets: { hub: hubSecret, apiKey: 'AIzaKeyOfTheDataApi' },
  sign: ({ body }, { hub = '' }) => ({
    'x-hub-signature': `sha1=${createHmac('sha1', hub).update(body).digest('hex')}`,
  }),
  deliveries: [
    {
      name: 'a video is published',
      body: video('Unser Paketschrank &amp; 📦 مرحبا', '2026-11-20T10:00:12.634792044+00:00'),
      becomes: [
        post,
        {
          id: 'video:VideoIdOf_1:edit:2026-11-20T10:00:12.634792044+00:00',
          activity: 'edit',
          time: '2026-11-20T10:00:12.634Z',
          data: { target: 'video:VideoIdOf_1', text: 'Unser Paketschrank & 📦 مرحبا' },
        },
      ],
    },
    {
      name: 'its title is changed',
      body: video('Der neue Paketschrank', '2026-11-21T08:00:00+00:00'),
      becomes: [
        post,
        {
          id: 'video:VideoIdOf_1:edit:2026-11-21T08:00:00+00:00',
          activity: 'edit',
          data: { target: 'video:VideoIdOf_1', text: 'Der neue Paketschrank' },
        },
      ],
    },
    {
      name: 'it is deleted',
      body: notification(
        `<at:deleted-entry ref="yt:video:VideoIdOf_1" when="2026-11-21T10:00:00+00:00"><link href="https://www.youtube.com/watch?v=VideoIdOf_1"/><at:by><name>Acme Studios</name></at:by></at:deleted-entry>`,
      ),
      becomes: [
        {
          id: 'video:VideoIdOf_1:delete',
          activity: 'retraction',
          time: '2026-11-21T10:00:00.000Z',
          data: { target: 'video:VideoIdOf_1' },
        },
      ],
    },
    {
      name: "somebody else's video",
      body: video('Theirs', '2026-11-21T08:00:00+00:00', viewer),
      becomes: [],
    },
  ],
  handshakes: [
    { query: asks('subscribe', topic, proof), answer: { status: 200, body: '4711' } },
    // Somebody else had the hub subscribe this address.
    { query: asks('subscribe', topic, proof.replace(/^./, '-')), answer: { status: 404, body: '' } },
    { query: asks('subscribe', topic, proof).replace(/proof=[^&]+&/, ''), answer: { status: 404, body: '' } },
    { query: asks('subscribe', `${topic}x`, proof), answer: { status: 404, body: '' } },
    { query: asks('unsubscribe', topic, proof), answer: { status: 404, body: '' } },
  ],
  stories: [{ created: 'a video is published', deleted: 'it is deleted' }],
  runs: [
    {
      name: 'subscribes, and takes the newest comments',
      respond,
      becomes: [
        {
          id: 'comment:UgxA',
          activity: 'comment',
          time: '2026-11-22T11:00:00.000Z',
          data: {
            actor: { id: `youtube:${viewer}`, kind: 'public' },
            conversation: 'youtube:comment:UgxA',
            object: 'video:VideoIdOf_1',
          },
        },
        { ...answer, data: { inReplyTo: 'comment:UgxA', conversation: 'youtube:comment:UgxA' } },
        { id: 'comment:UgxB', activity: 'comment', time: '2026-11-22T09:00:00.000Z' },
        {
          id: 'comment:UgxB:edit:2026-11-22T11:30:00Z',
          activity: 'edit',
          time: '2026-11-22T11:30:00.000Z',
          data: { target: 'comment:UgxB' },
        },
      ],
      leaves: { leaseEnd: '2026-11-27T12:00:00.000Z', comments: until },
    },
    {
      name: 'has subscribed today, and takes what is new',
      cursor: { leaseEnd: '2026-11-27T02:00:00.000Z', comments: { [channel]: '2026-11-22T12:02:00Z' } },
      respond,
      becomes: [
        { id: 'comment:UgxA.1', activity: 'reply' },
        { id: 'comment:UgxB', activity: 'comment' },
        { id: 'comment:UgxB:edit:2026-11-22T11:30:00Z', activity: 'edit' },
      ],
      leaves: { leaseEnd: '2026-11-27T02:00:00.000Z', comments: { [channel]: '2026-11-22T12:02:00Z' } },
    },
    {
      name: 'subscribes anew a day later',
      cursor: { leaseEnd: '2026-11-26T11:00:00.000Z', comments: { [channel]: '2026-11-23T12:00:00Z' } },
      respond,
      becomes: [],
      leaves: { leaseEnd: '2026-11-27T12:00:00.000Z', comments: { [channel]: '2026-11-23T12:00:00Z' } },
    },
  ],
  personal: ['jane-viewer', 'Acme Studios', 'janejane'],
};
