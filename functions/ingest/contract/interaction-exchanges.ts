import { bodyBytes } from '../read-body.ts';
import { batchItems } from '../received.ts';
import { exampleKey } from './example-clients.ts';
import { enquiry, enquiryWith, note, noteCollection, refusedEvents, reply } from './example-events.ts';
import type { Exchange } from './exchange.ts';

const operation = { operation: 'sendInteractions', method: 'POST', path: '/v1/interactions' } as const;
const local = { authorization: 'Bearer local' };
const ofSource = { authorization: `Bearer ${exampleKey}` };

const event = { 'content-type': 'application/cloudevents+json' };
const one = { ...operation, headers: { ...local, ...event }, body: enquiry };
const batch = { ...operation, headers: { ...local, 'content-type': 'application/cloudevents-batch+json' } };
const activityType = { 'content-type': 'application/activity+json' };
const activity = { ...operation, headers: { ...local, ...activityType }, body: note };
const feed = `${operation.path}?source=https://social.example/users/acme&channel=mastodon&department=service`;

const binaryHeaders = {
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': enquiry.id,
  'ce-source': enquiry.source,
  'ce-type': enquiry.type,
  'ce-time': enquiry.time,
};
const activityStreams = { 'content-type': 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"' };

/** What `POST /v1/interactions` takes, and what it refuses, code by code. */
export const interactionExchanges: readonly Exchange[] = [
  { ...one, summary: 'One CloudEvent', status: 202 },
  {
    ...batch,
    summary: 'A batch, one of which is refused',
    body: [enquiry, reply, { ...enquiryWith({ channel: 'fax' }), id: 'fax:12' }],
    status: 202,
  },
  {
    ...operation,
    summary: '`data` of a CloudEvent, its attributes in headers',
    headers: { ...local, ...binaryHeaders },
    body: enquiry.data,
    status: 202,
  },
  { ...activity, summary: 'An ActivityStreams activity', path: feed, status: 202 },
  {
    ...activity,
    summary: 'A collection of activities, one of which has no equivalent',
    path: feed,
    headers: { ...local, ...activityStreams },
    body: noteCollection,
    status: 202,
  },

  { ...one, summary: 'Not JSON', body: '{"specversion": ', status: 400, code: 'UNREADABLE' },
  { ...one, summary: 'No key', headers: event, status: 401, code: 'KEY_REQUIRED' },
  {
    ...one,
    summary: 'A key that nobody made',
    headers: { ...event, authorization: 'Bearer made-up' },
    status: 403,
    code: 'KEY_UNKNOWN',
  },
  { ...one, summary: 'More than 1 MiB', body: ' '.repeat(bodyBytes + 1), status: 413, code: 'TOO_LARGE' },
  {
    ...batch,
    summary: 'More than 1,000 in a batch',
    body: `[${Array(batchItems + 1).fill('0')}]`,
    status: 413,
    code: 'TOO_MANY',
  },
  {
    ...one,
    summary: 'JSON without a word on what it is',
    headers: { ...local, 'content-type': 'application/json' },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  { ...activity, summary: 'An activity of an unnamed source', status: 422, code: 'SOURCE_REQUIRED' },
  {
    ...activity,
    summary: 'An activity of a source without channel and department',
    given: 'bareSource',
    headers: { ...ofSource, ...activityType },
    status: 422,
    code: 'SOURCE_INCOMPLETE',
  },
  { ...batch, summary: 'Nothing that can be taken', body: refusedEvents, status: 422, code: 'ALL_REFUSED' },
  {
    ...one,
    summary: 'An interaction of another source than that of the key',
    headers: { ...ofSource, ...event },
    body: { ...enquiry, source: 'https://x.com/acme' },
    status: 422,
    code: 'ALL_REFUSED',
  },
  { ...one, summary: 'Faster than the key may', given: 'rateUsedUp', status: 429, code: 'TOO_FAST' },
  {
    ...one,
    summary: 'More than a share while the fold is behind',
    given: 'shareUsedUp',
    status: 429,
    code: 'OVER_SHARE',
  },
  { ...one, summary: 'The fold is hopelessly behind', given: 'hopeless', status: 503, code: 'OVERLOADED' },
  { ...one, summary: 'The bus takes nothing', given: 'busDown', status: 503, code: 'BUS_UNAVAILABLE' },
  {
    ...one,
    summary: 'All refused, and they cannot be kept',
    given: 'rejectionsDown',
    body: enquiryWith({ channel: 'fax' }),
    status: 503,
    code: 'REJECTIONS_UNAVAILABLE',
  },
  {
    ...one,
    summary: 'The source of the key is paused',
    given: 'pausedSource',
    headers: { ...ofSource, ...event },
    status: 503,
    code: 'SOURCE_PAUSED',
  },
  {
    ...one,
    summary: 'A table does not answer',
    given: 'registryDown',
    headers: { ...ofSource, ...event },
    status: 503,
    code: 'UNAVAILABLE',
  },
];
