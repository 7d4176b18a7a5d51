import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { ExpectedInteraction, SourceFixture } from '../../../cli/source/fixture.ts';
import { opaque } from '../opaque.ts';

export const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const privateKey = createPrivateKey(keys.privateKey);

const account = 'https://acme.example/actor';
export const sally = 'https://social.example/users/sally-rider';
const everybody = 'https://www.w3.org/ns/activitystreams#Public';

const note = (over: object = {}) => ({
  type: 'Note',
  id: `${sally}/statuses/1`,
  attributedTo: sally,
  context: 'https://social.example/contexts/7',
  content: '<p><a href="https://acme.example/@acme">@acme</a> Wo bleibt mein Paket? 📦 مرحبا</p>',
  ...over,
});

export const activity = (type: string, object: unknown, over: object = {}) => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
  id: `${sally}/activities/${type.toLowerCase()}/1`,
  type,
  actor: sally,
  published: '2026-11-22T10:00:00Z',
  to: [everybody],
  cc: [`${sally}/followers`, account],
  object,
  ...over,
});

const offer = { type: 'Offer', id: 'https://acme.example/offers/1', object: 'https://acme.example/ideas/1' };
const group = { type: 'Group', id: 'https://acme.example/groups/sales', name: 'Sales' };
const ours = 'https://acme.example/notes/5';

/** Draft-cavage signature as Mastodon makes it. */
export function draftSigned(body: Buffer, at: Date, url: URL, key = privateKey): Record<string, string> {
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
  const date = at.toUTCString();
  const lines = `(request-target): post ${url.pathname}${url.search}\nhost: ${url.host}\ndate: ${date}\ndigest: ${digest}`;
  const signature = sign('RSA-SHA256', Buffer.from(lines), key).toString('base64');
  const parameters = `keyId="${sally}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest"`;
  return { host: url.host, date, digest, signature: `${parameters},signature="${signature}"` };
}

/** RFC 9421 signature as Mastodon makes it from 4.5 on. */
export function messageSigned(body: Buffer, at: Date, url: URL, key = privateKey): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const input = `("@method" "@target-uri" "content-digest");created=${Math.floor(at.getTime() / 1000)};keyid="${sally}#main-key"`;
  const base = `"@method": POST\n"@target-uri": ${url.href}\n"content-digest": ${digest}\n"@signature-params": ${input}`;
  const signature = sign('RSA-SHA256', Buffer.from(base), key).toString('base64');
  return { 'content-digest': digest, 'signature-input': `sig1=${input}`, signature: `sig1=:${signature}:` };
}

export const actorDocument = (publicKeyPem = keys.publicKey) => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
  id: sally,
  type: 'Person',
  preferredUsername: 'sally-rider',
  publicKey: { id: `${sally}#main-key`, owner: sally, publicKeyPem },
});

const mapped = (kind: ExpectedInteraction['activity'], id: string, data: ExpectedInteraction['data'] = {}) => [
  { id: opaque(id), activity: kind, data },
];

const noteId = `${sally}/statuses/1`;
const mention = activity('Create', note());
const like = activity('Like', ours);
const thread = `activitypub:${opaque('https://social.example/contexts/7')}`;

export const fixture: SourceFixture = {
  source: account,
  channel: 'mastodon',
  department: 'service',
  signsTime: true,
  // Both schemes: servers are changing from the one to the other.
  sign: ({ body, at, url }) => (body.length % 2 === 0 ? draftSigned(body, at, url) : messageSigned(body, at, url)),
  respond(request) {
    if (request.url !== sally) throw new Error(`Nobody is at ${request.url}.`);
    return Response.json(actorDocument(), { headers: { 'content-type': 'application/activity+json' } });
  },
  deliveries: [
    {
      name: 'somebody mentions the account',
      body: mention,
      becomes: [
        {
          id: opaque(noteId),
          activity: 'mention',
          time: '2026-11-22T10:00:00.000Z',
          data: { actor: { id: `activitypub:${sally}`, kind: 'public' }, conversation: thread },
        },
      ],
    },
    {
      name: 'they correct it',
      body: activity('Update', note({ content: 'Wo bleibt mein Päckchen?', updated: '2026-11-22T10:05:00Z' })),
      becomes: mapped('edit', `${sally}/activities/update/1`, { target: opaque(noteId) }),
    },
    {
      name: 'they delete it',
      body: activity('Delete', { type: 'Tombstone', id: noteId }),
      becomes: mapped('retraction', `${sally}/activities/delete/1`, { target: opaque(noteId) }),
    },
    {
      name: 'they answer a note of the account',
      body: activity('Create', note({ id: `${sally}/statuses/2`, inReplyTo: ours, context: null })),
      becomes: mapped('comment', `${sally}/statuses/2`, {
        inReplyTo: opaque(ours),
        conversation: `activitypub:${opaque(ours)}`,
      }),
    },
    {
      name: 'they write to the account alone',
      body: activity('Create', note({ id: `${sally}/statuses/3` }), { to: [account], cc: [] }),
      becomes: mapped('enquiry', `${sally}/statuses/3`),
    },
    {
      name: 'they write to their followers',
      body: activity('Create', note({ id: `${sally}/statuses/4` }), { cc: [`${sally}/followers`] }),
      becomes: [],
    },
    {
      name: 'they like a note',
      body: like,
      becomes: mapped('reaction', like.id, { reaction: 'like', object: opaque(ours) }),
    },
    {
      name: 'they like it no more',
      body: activity('Undo', like),
      becomes: mapped('retraction', `${sally}/activities/undo/1`, { target: opaque(like.id) }),
    },
    {
      name: 'they dislike',
      body: activity('Dislike', ours),
      becomes: mapped('reaction', `${sally}/activities/dislike/1`),
    },
    {
      name: 'they react',
      body: activity('EmojiReact', ours, { content: '🎉' }),
      becomes: mapped('reaction', `${sally}/activities/emojireact/1`, { reaction: '🎉' }),
    },
    {
      name: 'they share',
      body: activity('Announce', ours),
      becomes: mapped('share', `${sally}/activities/announce/1`),
    },
    {
      name: 'they follow',
      body: activity('Follow', account),
      becomes: mapped('follow', `${sally}/activities/follow/1`, { counterpart: { id: `activitypub:${account}` } }),
    },
    { name: 'they look', body: activity('View', ours), becomes: mapped('view', `${sally}/activities/view/1`) },
    { name: 'they read', body: activity('Read', ours), becomes: mapped('view', `${sally}/activities/read/1`) },
    { name: 'they listen', body: activity('Listen', ours), becomes: mapped('view', `${sally}/activities/listen/1`) },
    {
      name: 'they have an idea',
      body: activity('Offer', note({ id: `${sally}/ideas/1` })),
      becomes: mapped('idea', `${sally}/activities/offer/1`, { idea: opaque(`${sally}/ideas/1`) }),
    },
    {
      name: 'it is looked at',
      body: activity('TentativeAccept', offer),
      becomes: mapped('stage', `${sally}/activities/tentativeaccept/1`, { stage: 'reviewed' }),
    },
    {
      name: 'it is accepted',
      body: activity('Accept', offer),
      becomes: mapped('stage', `${sally}/activities/accept/1`, { stage: 'accepted' }),
    },
    {
      name: 'it is declined',
      body: activity('Reject', offer),
      becomes: mapped('stage', `${sally}/activities/reject/1`, { stage: 'declined' }),
    },
    {
      name: 'a conversation moves to a department',
      body: activity('Move', 'https://social.example/contexts/7', { target: group }),
      becomes: mapped('handover', `${sally}/activities/move/1`, { conversation: thread }),
    },
    { name: 'something is added to a collection', body: activity('Add', note()), becomes: [] },
    {
      name: 'a follow is accepted',
      body: activity('Accept', { type: 'Follow', id: `${account}/follows/1` }),
      becomes: [],
    },
    { name: 'a profile changes', body: activity('Update', { type: 'Person', id: sally }), becomes: [] },
    { name: 'somebody leaves', body: activity('Delete', sally), becomes: [] },
  ],
  stories: [
    {
      created: 'somebody mentions the account',
      edited: 'they correct it',
      deleted: 'they delete it',
    },
    { created: 'they like a note', deleted: 'they like it no more' },
  ],
  personal: ['sally-rider', 'social.example'],
};
