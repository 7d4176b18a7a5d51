import { cloudEvent, ingest, now, source } from '../../unit/ingest-harness.ts';
import { type FuzzTarget, law, textOr } from '../target.ts';
import { lawsOfAccepted } from './accepted.ts';
import { lawsOfAnswer } from './answers.ts';

const whole = cloudEvent(
  { id: 'enquiry:1', type: 'polylog.enquiry.v1', subject: 'about', time: '2026-11-20T10:30:00+01:00', extension: 1 },
  {
    direction: 'inbound',
    actor: { id: 'jane', kind: 'employee', department: 'service', manager: true },
    counterpart: { id: 'joe', kind: 'customer', department: 'sales' },
    object: 'o1',
    inReplyTo: 'o0',
    conversation: 'c1',
    reopensAfter: 24,
    idea: 'i1',
    stage: 'submitted',
    reaction: '👍',
    text: 'Das Paket ist leider kaputt :( http://example.com @jane',
    language: 'de-AT',
    sentiment: -0.5,
    topics: ['parcel', 'broken'],
    audience: 1000,
    sampledRate: 10,
  },
);
const edit = cloudEvent({ id: 'edit:1', type: 'polylog.edit.v1' }, { target: 'comment:1:create', text: 'better' });
const words = [
  'polylog.comment.v1',
  'polylog.retraction.v1',
  'customer',
  'service',
  'x',
  '2026-11-20T09:30:00.000Z',
  'de',
];

/** Posts to the door of ingest and looks at what it answers, publishes and keeps. */
async function post(body: Buffer, headers: Record<string, string>, query = '') {
  const door = ingest({ loadReadText: undefined } as never);
  const response = await door.request(`/v1/interactions${query}`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', ...headers },
    body: new Uint8Array(body),
  });
  const text = await lawsOfAnswer(response);
  const { accepted = 0, rejected = [], rejectionsKept } = JSON.parse(text);
  law(accepted === door.published().length, 'accepted is not what is on the bus');
  if (rejected.length > 0) law(rejectionsKept !== false, 'what is refused is not kept');
  for (const { path, code } of rejected) law(typeof path === 'string' && code !== '', 'a refusal without path or code');
  lawsOfAccepted(door.published());
}

/** Activities of the fixtures, and what they are wrapped in. */
const activity = {
  '@context': 'https://www.w3.org/ns/activitystreams',
  id: 'https://social.example/a/1',
  type: 'Create',
  actor: { id: 'https://social.example/u/jane', type: 'Person' },
  published: '2026-11-20T09:30:00Z',
  object: {
    id: 'https://social.example/n/1',
    type: 'Note',
    content: '<p>Hello <a href="https://x.example">you</a></p>',
    contentMap: { en: 'Hello' },
    inReplyTo: 'https://social.example/n/0',
    context: 'https://social.example/c/1',
    tag: [{ type: 'Mention', href: source }],
  },
  to: ['https://www.w3.org/ns/activitystreams#Public'],
};
const others = ['Like', 'Announce', 'Follow', 'Delete', 'Update', 'Undo', 'Dislike', 'EmojiReact', 'View'].map(
  (type) => ({
    ...activity,
    type,
    object: type === 'Undo' ? { ...activity, type: 'Like' } : activity.object,
  }),
);

/** The doors that take interactions, in each form that they come in. */
export const doorTargets: readonly FuzzTarget[] = [
  {
    name: 'cloudevents-structured',
    seeds: [whole, edit, cloudEvent()].map((one) => JSON.stringify(one)),
    words,
    run: (input) => post(input, { 'content-type': 'application/cloudevents+json' }),
  },
  {
    name: 'cloudevents-batch',
    seeds: [JSON.stringify([whole, edit, cloudEvent()]), '[]'],
    words,
    run: (input) => post(input, { 'content-type': 'application/cloudevents-batch+json' }),
  },
  {
    name: 'cloudevents-binary',
    seeds: [JSON.stringify({ headers: binaryHeaders(), body: JSON.stringify(whole.data) })],
    words: ['ce-id', 'ce-time', '%C3%A4', '%zz', ...words],
    run(input) {
      const { headers, body } = headersAndBody(input);
      return headers && post(body, headers);
    },
  },
  {
    name: 'activitystreams',
    seeds: [activity, ...others, { type: 'OrderedCollection', orderedItems: [activity, ...others] }].map((one) =>
      JSON.stringify(one),
    ),
    words: ['Create', 'Note', 'Question', 'Tombstone', 'orderedItems', 'Collection', '@context', 'type', 'object'],
    run: (input) => post(input, { 'content-type': 'application/activity+json' }, `?${activityQuery}`),
  },
  {
    name: 'ingest-requests',
    seeds: requests().map((one) => JSON.stringify(one)),
    words: [
      'GET',
      'PUT',
      '/v1/',
      '/v1/sources/slack/hook',
      '/health',
      'content-encoding',
      'gzip',
      'charset=latin1',
      '..',
      '//',
    ],
    async run(input) {
      const { path, ...init } = requestIn(input);
      const request = unlessRefused(() => new Request(new URL(path, 'https://in.example'), init));
      if (request === undefined) return;
      const door = ingest({ readContract: async () => ({ body: '', type: 'text/plain' }) as never, clock: () => now });
      await lawsOfAnswer(await door.request(request as never));
      lawsOfAccepted(door.published());
    },
  },
];

const activityQuery = new URLSearchParams({ source, channel: 'x', department: 'service' }).toString();

function binaryHeaders(): Record<string, string> {
  const { data: _, ...attributes } = cloudEvent();
  return {
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, String(value)])),
  };
}

function requests() {
  const authorization = 'Bearer local';
  const type = 'application/cloudevents+json';
  return [
    {
      method: 'POST',
      path: '/v1/interactions',
      headers: { authorization, 'content-type': type },
      body: JSON.stringify(whole),
    },
    { method: 'GET', path: `/v1/source?source=${source}`, headers: { authorization } },
    { method: 'GET', path: '/health', headers: {} },
    { method: 'GET', path: '/v1/docs', headers: { accept: 'text/html' } },
    { method: 'GET', path: '/v1/schemas/interaction', headers: {} },
    { method: 'POST', path: '/v1/sources/slack/a-hook', headers: { 'x-slack-signature': 'v0=' }, body: '{}' },
  ];
}

function requestIn(input: Buffer): { method: string; path: string; headers: Record<string, string>; body?: string } {
  const { method, path, headers, body } = (unlessRefused(() => JSON.parse(input.toString())) ?? {}) as Record<
    string,
    unknown
  >;
  const named = textOr(method, 'POST');
  return {
    method: named,
    path: textOr(path, '/v1/interactions'),
    headers: (headers ?? {}) as Record<string, string>,
    ...(typeof body === 'string' && named !== 'GET' && named !== 'HEAD' && { body }),
  };
}

function headersAndBody(input: Buffer) {
  const { headers, body } = requestIn(input);
  return { headers: unlessRefused(() => Object.fromEntries(new Headers(headers))), body: Buffer.from(body ?? '') };
}

/** Undefined where the platform itself does not take it. */
function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
