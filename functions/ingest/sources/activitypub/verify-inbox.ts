import { createHash, verify } from 'node:crypto';
import { embedded, idOf, isA } from '../../activity-object.ts';
import type { Delivery, Flaw, Secrets, Tools } from '../adapter.ts';
import { jsonBody } from '../json-body.ts';
import { draftSignature } from './draft-signature.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { messageSignature } from './message-signature.ts';

/** The clocks of servers differ, and deliveries wait in queues. */
const toleranceMs = 60 * 60_000;

const keyRings = new WeakMap<typeof fetch, KeyRing>();

/**
 * Whether the actor of an activity signed exactly these bytes for this address: by RFC 9421, or by the older draft. Its
 * public key is asked of its own server, anew once when the signature does not fit, as actors replace their keys.
 */
export async function verifyInbox(delivery: Delivery, _secrets: Secrets, { fetch }: Tools): Promise<Flaw | undefined> {
  const { headers, receivedAt } = delivery;
  if (!headers.has('signature')) return 'SIGNATURE_MISSING';
  const stated = await statedSignature(delivery);
  if (stated === undefined || !stated.covers || !digestFits(delivery)) return 'SIGNATURE_WRONG';
  // Compared so that a time that is no number is too old.
  const isFresh = Math.abs(receivedAt - stated.signedAt) <= toleranceMs && receivedAt < stated.expiresAt;
  if (!isFresh) return 'TOO_OLD';
  const body = jsonBody(delivery);
  const activity = 'value' in body ? embedded(body.value) : undefined;
  const actor = idOf(activity?.actor);
  const keyRing = keyRings.get(fetch) ?? createKeyRing(fetch);
  keyRings.set(fetch, keyRing);
  for (const find of [keyRing.find, keyRing.anew]) {
    const found = await find(stated.keyId, receivedAt);
    // Nobody can sign any more for who is gone, and nothing is made of a farewell (`Delete.actor`).
    if (found === 'gone') return isFarewell(activity) ? undefined : 'SIGNATURE_WRONG';
    if (found === undefined || (actor !== undefined && found.owner !== actor)) continue;
    if (verify('RSA-SHA256', stated.signed, found.key, stated.signature)) return undefined;
  }
  return 'SIGNATURE_WRONG';
}

/** When a verified delivery was signed, in milliseconds since 1970. */
export function signedTime(delivery: Delivery): number | undefined {
  const input = delivery.headers.get('signature-input');
  const seconds = input === null ? undefined : /;created=(\d+)/.exec(input)?.[1];
  const time = input === null ? draftSignature(delivery)?.signedAt : Number(seconds) * 1_000;
  return Number.isFinite(time) ? time : undefined;
}

/** Whether an actor deletes itself. */
export const isFarewell = (activity: Record<string, unknown> | undefined): boolean =>
  isA(activity, ['Delete']) && idOf(activity?.object) !== undefined && idOf(activity?.object) === idOf(activity?.actor);

const statedSignature = async (delivery: Delivery) =>
  delivery.headers.has('signature-input') ? messageSignature(delivery) : draftSignature(delivery);

/** The digest that is signed is of this body: in the header of the scheme, which may state several. */
function digestFits({ headers, body }: Delivery): boolean {
  const digest = createHash('sha256').update(body).digest('base64');
  const stated = headers.has('signature-input')
    ? (headers.get('content-digest') ?? '').replace(/sha-256=:([^:]*):/i, 'sha-256=$1')
    : (headers.get('digest') ?? '');
  return stated
    .split(',')
    .some((one) => one.trim().replace(/^[^=]*/, (name) => name.toLowerCase()) === `sha-256=${digest}`);
}
