import { createHmac } from 'node:crypto';
import { hookOf } from '../../../shared/source-hook.ts';
import { exampleKey, exampleNow, exampleSecret } from './example-clients.ts';
import { enquiry } from './example-events.ts';
import type { Exchange } from './exchange.ts';

const hook = `/v1/sources/standard-webhooks/${hookOf(enquiry.source)}`;
const post = { operation: 'receiveDelivery', method: 'POST', path: hook } as const;
const get = { operation: 'answerHandshake', method: 'GET', path: hook } as const;

const delivery = (type: string, data: object = enquiry.data) => JSON.stringify({ type, timestamp: enquiry.time, data });

/** The headers of a delivery that is signed by Standard Webhooks. */
function signed(body: string, at = exampleNow, secret = exampleSecret): Record<string, string> {
  const [id, time] = ['msg_1', String(Math.floor(at / 1000))];
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': `v1,${signature}`,
  };
}

const good = delivery('polylog.enquiry.v1');
const changed = delivery('polylog.enquiry.v1', { ...enquiry.data, actor: {} });
const keyed = { ...post, given: 'keyedAdapter', path: hook.replace('standard-webhooks', 'email'), body: '' } as const;
const taken = { ...post, headers: signed(good), body: good };

const ask = { operation: 'getSource', method: 'GET', path: '/v1/source' } as const;
const byKey = { authorization: `Bearer ${exampleKey}` };
const byLocalKey = { authorization: 'Bearer local' };

/** What a sender is told of its source. */
export const stateExchanges: readonly Exchange[] = [
  { ...ask, summary: 'By its key', headers: byKey, status: 200 },
  { ...ask, summary: 'Paused', given: 'pausedSource', headers: byKey, status: 200 },
  { ...ask, summary: 'No key', status: 401, code: 'KEY_REQUIRED' },
  {
    ...ask,
    summary: 'A key that nobody made',
    headers: { authorization: 'Bearer made-up' },
    status: 403,
    code: 'KEY_UNKNOWN',
  },
  {
    ...ask,
    summary: 'A source that never sent',
    path: `${ask.path}?source=https://x.com/new`,
    headers: byLocalKey,
    status: 404,
    code: 'UNKNOWN_SOURCE',
  },
  { ...ask, summary: 'The local key, and no source named', headers: byLocalKey, status: 422, code: 'SOURCE_REQUIRED' },
  {
    ...ask,
    summary: 'A table does not answer',
    given: 'registryDown',
    headers: byKey,
    status: 503,
    code: 'UNAVAILABLE',
  },
];

/** What the webhooks of sources answer, here that of an adapter for Standard Webhooks. */
export const sourceExchanges: readonly Exchange[] = [
  { ...taken, summary: 'A delivery', status: 200 },
  {
    ...post,
    summary: 'Of a kind that is of no interest',
    body: delivery('invoice.paid'),
    headers: signed(delivery('invoice.paid')),
    status: 200,
  },
  { ...post, summary: 'Of another shape than its adapter knows', body: changed, headers: signed(changed), status: 200 },
  { ...taken, summary: 'Of a paused source', given: 'pausedSource', status: 200 },
  { ...taken, summary: 'Without a signature', headers: {}, status: 401, code: 'SIGNATURE_MISSING' },
  { ...taken, summary: 'Other bytes than were signed', body: `${good} `, status: 401, code: 'SIGNATURE_WRONG' },
  {
    ...taken,
    summary: 'Signed an hour ago',
    headers: signed(good, exampleNow - 3_600_000),
    status: 401,
    code: 'TOO_OLD',
  },
  { ...keyed, summary: 'Without a key, where the sender shows one', headers: {}, status: 401, code: 'KEY_REQUIRED' },
  {
    ...keyed,
    summary: 'With a key that nobody made',
    headers: { authorization: 'Bearer made-up' },
    status: 403,
    code: 'KEY_UNKNOWN',
  },
  { ...taken, summary: 'Another address', path: `${hook}x`, status: 404, code: 'UNKNOWN_WEBHOOK' },
  { ...taken, summary: 'More than 5 MiB', body: ' '.repeat(5 * 1_048_576 + 1), status: 413, code: 'TOO_LARGE' },
  { ...taken, summary: 'Faster than a source may', given: 'rateUsedUp', status: 429, code: 'TOO_FAST' },
  {
    ...taken,
    summary: 'More than a share while the fold is behind',
    given: 'shareUsedUp',
    status: 429,
    code: 'OVER_SHARE',
  },
  { ...taken, summary: 'The fold is hopelessly behind', given: 'hopeless', status: 503, code: 'OVERLOADED' },
  {
    ...taken,
    summary: 'A source without channel and department',
    given: 'bareSource',
    status: 503,
    code: 'SOURCE_MISCONFIGURED',
  },
  { ...taken, summary: 'A source without its secret', given: 'secretUnset', status: 503, code: 'SECRET_MISSING' },
  { ...taken, summary: 'The bus takes nothing', given: 'busDown', status: 503, code: 'BUS_UNAVAILABLE' },
  {
    ...taken,
    summary: 'What is refused cannot be kept',
    given: 'rejectionsDown',
    body: changed,
    headers: signed(changed),
    status: 503,
    code: 'REJECTIONS_UNAVAILABLE',
  },
  { ...taken, summary: 'A table does not answer', given: 'registryDown', status: 503, code: 'UNAVAILABLE' },
  { ...get, summary: 'Another address', path: `${hook}x`, status: 404, code: 'UNKNOWN_WEBHOOK' },
  { ...get, summary: 'A source without its secret', given: 'secretUnset', status: 503, code: 'SECRET_MISSING' },
  { ...get, summary: 'A table does not answer', given: 'registryDown', status: 503, code: 'UNAVAILABLE' },
  { ...get, summary: 'The provider shakes no hands', status: 404, code: 'NO_HANDSHAKE' },
];
