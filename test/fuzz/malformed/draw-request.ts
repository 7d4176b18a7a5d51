import { createMutator, pick, type Random } from '../mutate.ts';
import { nastyTexts } from '../nasty.ts';
import { doorTargets } from '../targets/doors.ts';
import type { RawRequest } from './send-raw.ts';

export interface Doors {
  /** Paths of webhooks that are connected. */
  webhooks: readonly string[];
  /** Bearer tokens of roles. */
  tokens: readonly string[];
}

const methods = [
  'POST',
  'GET',
  'PUT',
  'HEAD',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'CONNECT',
  'get',
  'GE T',
  '',
  'POST'.repeat(50),
];
const types = [
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'application/json',
  'application/activity+json',
  'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  'application/graphql',
  'application/graphql-response+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; charset=utf-16',
  'application/cloudevents+json; charset=latin1',
  ';;;=',
];
const places = [
  '/v1/interactions',
  '/v1/interactions',
  '/graphql',
  '/graphql',
  '/live',
  '/v1/source',
  '/v1/docs',
  '/v1/openapi.json',
  '/v1/schemas/cloudevent.v1.json',
  '/health',
  '/config.json',
  '/assets/',
  '/',
  '/.well-known/jwks.json',
];
const documents = [
  JSON.stringify({ query: '{ departments { id } }' }),
  JSON.stringify({
    query: 'query Q($i: ReportInput!) { report(input: $i) { asOf } }',
    variables: { i: { metrics: ['POSTS'], range: { from: '2026-01-01', to: '2026-01-31' } } },
  }),
];
const seeds = [
  ...doorTargets.flatMap((target) => target.seeds.map((seed) => Buffer.from(seed))),
  ...documents.map((text) => Buffer.from(text)),
];
const hugeBytes = 11 * 1_048_576;

/** Draws requests that are wrong somewhere: in their line, headers, framing, encoding, size, pace or body. */
export function requestDrawer({ webhooks, tokens }: Doors, random: Random): () => RawRequest {
  const mutate = createMutator(['query', 'variables', ...nastyTexts], random);
  const chance = (percent: number) => random() * 100 < percent;
  const path = (): string => {
    const place = pick([...places, ...webhooks, '/v1/sources/slack/nobody'], random);
    if (chance(70)) return place;
    const odd = pick(
      [
        '?',
        '/..',
        '/%2e%2e/%2e%2e/etc/passwd',
        '%00',
        '%',
        '%zz',
        '//',
        '/\\',
        '?query=%7B',
        '?source=%F0%9F',
        `?${'a=1&'.repeat(2_000)}`,
        ';x',
        '#',
        '/*',
        '?__proto__[a]=1',
      ],
      random,
    );
    return chance(50) ? place + odd : odd + place;
  };
  const header = (): string => {
    const name = pick(
      [
        'authorization',
        'content-type',
        'content-encoding',
        'accept',
        'accept-encoding',
        'ce-id',
        'ce-time',
        'x-hub-signature-256',
        'x-slack-signature',
        'signature',
        'digest',
        'traceparent',
        'x-amzn-trace-id',
        'origin',
        'host',
        'range',
        'if-none-match',
        'cookie',
        'expect',
        'upgrade',
        'transfer-encoding',
        'content-length',
        'x y',
        '',
        'a'.repeat(300),
      ],
      random,
    );
    const value = pick(
      [
        ...nastyTexts,
        'gzip',
        'Bearer ',
        'Bearer local',
        `Bearer ${'e'.repeat(9_000)}`,
        '100-continue',
        'websocket',
        'chunked',
        '-1',
        '99999999999',
        '5',
        'x'.repeat(20_000),
        'bytes=0-',
        '00-0-0-00',
      ],
      random,
    );
    return `${name}: ${value}`;
  };
  const body = (): Buffer => {
    if (chance(0.1)) return Buffer.alloc(hugeBytes, 0x20);
    const seed = pick(seeds, random);
    return chance(90)
      ? mutate(seed, seeds)
      : Buffer.from(Array.from({ length: Math.floor(random() * 500) }, () => Math.floor(random() * 256)));
  };
  return () => {
    if (chance(2)) return { bytes: mutate(pick(seeds, random), seeds), pieces: 1, isWhole: false };
    const method = chance(75) ? pick(['POST', 'POST', 'GET'], random) : pick(methods, random);
    const content = method === 'GET' && chance(90) ? Buffer.alloc(0) : body();
    const token = chance(60) ? 'local' : pick([...tokens, 'nonsense', ''], random);
    const length = chance(95) ? content.length : pick([0, 1, content.length + 10, 1e12, -1], random);
    const odd = Array.from({ length: chance(40) ? 1 + Math.floor(random() * 3) : 0 }, header);
    const lines = [
      `${method} ${path()} HTTP/${chance(96) ? '1.1' : pick(['1.0', '2.0', '0.9', '9.9', 'x'], random)}`,
      ...(chance(97) ? ['host: 127.0.0.1'] : []),
      'connection: close',
      ...(chance(85) ? [`content-type: ${pick(types, random)}`] : []),
      ...(chance(85) ? [`authorization: Bearer ${token}`] : []),
      ...(content.length > 0 || chance(50) ? [`content-length: ${length}`] : []),
      ...odd,
    ];
    const head = Buffer.from(`${lines.join(chance(98) ? '\r\n' : '\n')}\r\n\r\n`);
    const bytes = Buffer.concat([head, content]);
    return {
      bytes,
      // A door may answer and close while a huge body is still coming.
      isWhole:
        length === content.length && content.length < hugeBytes && odd.length === 0 && methods.indexOf(method) < 8,
      pieces: chance(3) ? 2 + Math.floor(random() * 10) : 1,
      ...(chance(2) && { cutAt: Math.floor(random() * bytes.length) }),
    };
  };
}
