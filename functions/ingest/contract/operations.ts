import { adapters } from '../sources/registry.ts';

/** What the OpenAPI document says of one operation beside its examples. */
export interface Operation {
  id: string;
  method: 'get' | 'head' | 'post';
  path: string;
  tag: 'Interactions' | 'Webhooks' | 'Service';
  summary: string;
  description: string;
  /** Whether the key of a source is asked for. */
  keyed: boolean;
  parameters?: readonly object[];
  /** Schema by content type. */
  body?: Readonly<Record<string, object>>;
  /** Schema by content type, of the status of success. */
  success: Readonly<Record<number, Readonly<Record<string, object>>>>;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ 'application/json': ref(name) });
const text = { type: 'string' } as const;
const query = (name: string, description: string) => ({ name, in: 'query', description, schema: text });
const header = (name: string, description: string) => ({ name, in: 'header', description, schema: text });
const part = (name: string, description: string, schema: object = text) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

const activity = {
  type: 'object',
  description: 'An ActivityStreams 2.0 activity, or a collection that carries its activities itself.',
  properties: { type: text, id: text, actor: {}, object: {}, published: { type: 'string', format: 'date-time' } },
  required: ['type'],
};
const binary = 'Only with the content type `application/json`: the attribute of the CloudEvent, percent-encoded.';
const address = [
  part('adapter', 'The adapter of the source.', { type: 'string', enum: Object.keys(adapters).toSorted() }),
  part('hook', 'The last part of the address that was given when the source was connected.'),
];

/** All operations, in the order of the document. */
export const operations: readonly Operation[] = [
  {
    id: 'sendInteractions',
    method: 'post',
    path: '/v1/interactions',
    tag: 'Interactions',
    summary: 'Send interactions',
    description:
      'One interaction, or up to 1,000 in at most 1 MiB. Each is accepted or refused by itself; what is refused is kept for 30 days, so that it can be corrected and replayed. Sending again is always safe: the same source and id count once.',
    keyed: true,
    parameters: [
      query('source', 'Of ActivityStreams with the local key: the URI of the account or feed.'),
      query(
        'channel',
        'Of ActivityStreams with the local key: where it happens, unless the source is registered with it.',
      ),
      query(
        'department',
        'Of ActivityStreams with the local key: whose it is, unless the source is registered with it.',
      ),
      ...['specversion', 'id', 'source', 'type', 'time', 'subject'].map((name) => header(`ce-${name}`, binary)),
    ],
    body: {
      'application/cloudevents+json': ref('CloudEvent'),
      'application/cloudevents-batch+json': { type: 'array', maxItems: 1_000, items: ref('CloudEvent') },
      'application/json': ref('InteractionData'),
      'application/activity+json': activity,
      'application/ld+json; profile="https://www.w3.org/ns/activitystreams"': activity,
    },
    success: { 202: json('Verdict') },
  },
  {
    id: 'getSource',
    method: 'get',
    path: '/v1/source',
    tag: 'Interactions',
    summary: 'Ask how the source of a key is',
    description: 'What has arrived of it and what was refused, as of the last batch that was counted.',
    keyed: true,
    parameters: [query('source', 'With the local key: the URI of the source.')],
    success: { 200: json('SourceState') },
  },
  {
    id: 'receiveDelivery',
    method: 'post',
    path: '/v1/sources/{adapter}/{hook}',
    tag: 'Webhooks',
    summary: 'Take a delivery of a provider',
    description:
      'For the provider of a connected source: it signs the exact bytes by its own scheme. What is of no interest is counted, what is refused is kept; both are answered 200, so that nothing is sent in vain.',
    keyed: false,
    parameters: address,
    body: { '*/*': { description: 'Whatever the provider sends, at most 5 MiB.' } },
    success: { 200: json('DeliveryVerdict') },
  },
  {
    id: 'answerHandshake',
    method: 'get',
    path: '/v1/sources/{adapter}/{hook}',
    tag: 'Webhooks',
    summary: 'Answer the handshake of a provider',
    description:
      'Some providers ask whether an address is meant before they deliver to it. The answer is of their form.',
    keyed: false,
    parameters: address,
    success: { 200: { '*/*': {} } },
  },
  {
    id: 'tryWebhook',
    method: 'head',
    path: '/v1/sources/{adapter}/{hook}',
    tag: 'Webhooks',
    summary: 'Try whether a webhook is there',
    description: 'Some providers try an address before they take it. There is no body; 404 when no source has it.',
    keyed: false,
    parameters: address,
    success: { 200: {} },
  },
  {
    id: 'getHealth',
    method: 'get',
    path: '/health',
    tag: 'Service',
    summary: 'Ask whether everything is ready',
    description: '200 once everything that is needed answers.',
    keyed: false,
    success: { 200: json('Health'), 503: json('Health') },
  },
  {
    id: 'getOpenApi',
    method: 'get',
    path: '/v1/openapi.json',
    tag: 'Service',
    summary: 'This document',
    description: 'The page `/v1/docs` shows it.',
    keyed: false,
    success: { 200: { 'application/json': { type: 'object' } } },
  },
  {
    id: 'getSchema',
    method: 'get',
    path: '/v1/schemas/{name}',
    tag: 'Service',
    summary: 'A JSON Schema',
    description: 'Of draft 2020-12. A version never changes so that its readers break; another one gets another name.',
    keyed: false,
    parameters: [part('name', 'Name and version, e.g. `cloudevent.v1.json`.')],
    success: { 200: { 'application/schema+json': { type: 'object' } } },
  },
];
