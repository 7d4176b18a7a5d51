import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Refusal } from '../../../../shared/errors.ts';
import type { Delivery, Part, Secrets, Webhook } from '../adapter.ts';
import { hmacVerifier } from '../hmac.ts';
import { exactJsonObject } from './exact-json.ts';
import { metaId } from './fields.ts';

const envelope = z.looseObject({
  object: z.string(),
  entry: z.array(
    z.looseObject({
      id: metaId,
      changes: z.array(z.looseObject({ field: z.string() })).optional(),
      messaging: z.array(z.looseObject({})).optional(),
      standby: z.array(z.looseObject({})).optional(),
    }),
  ),
});
export type MetaEntry = z.infer<typeof envelope>['entry'][number];

/**
 * The webhook of a product of Meta: signed with the app secret over the raw body, confirmed by a verify token. `partsOf`
 * reads the entries about `object`; what is about another object is one part of the kind `object.field`.
 */
export const metaWebhook = <Settings>(object: string, partsOf: (entry: MetaEntry) => Part[]): Webhook<Settings> => ({
  verify: hmacVerifier({
    header: 'x-hub-signature-256',
    prefix: 'sha256=',
    algorithm: 'sha256',
    encoding: 'hex',
    secret: 'appSecret',
  }),
  handshake: shakeHands,
  read(delivery) {
    const body = exactJsonObject(delivery);
    if ('code' in body) return body;
    const parsed = envelope.safeParse(body.value);
    if (!parsed.success) return changedEnvelope(parsed.error.issues[0]?.path ?? []);
    const { entry } = parsed.data;
    return parsed.data.object === object ? entry.flatMap(partsOf) : entry.flatMap(foreign(parsed.data.object));
  },
});

const foreign =
  (object: string) =>
  (entry: MetaEntry): Part[] => {
    const fields = entry.changes?.map(({ field }) => field) ?? ['messaging'];
    return fields.map((field) => ({ kind: `${object}.${field}`, payload: entry }));
  };

function shakeHands({ url }: Delivery, { verifyToken }: Secrets): Response | undefined {
  const challenge = url.searchParams.get('hub.challenge');
  if (challenge === null || url.searchParams.get('hub.mode') !== 'subscribe') return undefined;
  const token = url.searchParams.get('hub.verify_token') ?? '';
  if (verifyToken === undefined || !sameToken(token, verifyToken)) return new Response('', { status: 403 });
  return new Response(challenge, { headers: { 'content-type': 'text/plain' } });
}

const hashed = (text: string) => createHash('sha256').update(text).digest();
const sameToken = (given: string, expected: string) => timingSafeEqual(hashed(given), hashed(expected));

const changedEnvelope = (path: readonly PropertyKey[]): Refusal => ({
  code: 'CHANGED_SHAPE',
  path: '',
  message: `It is no notification of a webhook of Meta: ${path.map(String).join('.')} is missing or of another form.`,
});
