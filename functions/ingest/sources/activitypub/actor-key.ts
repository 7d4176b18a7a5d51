import { createPublicKey, type KeyObject } from 'node:crypto';
import { embedded, idOf } from '../../activity-object.ts';
import { publicAddress } from './public-address.ts';

export interface ActorKey {
  key: KeyObject;
  /** The actor that says the key is its own. */
  owner: string;
}

/** `gone`: the server says that there is no such actor any more. */
export type FoundKey = ActorKey | 'gone' | undefined;

export type Ask = (url: URL) => Promise<unknown>;

/**
 * The key of an id, from the document at that address: the actor itself, or the key alone, whose owner is then asked. The
 * owner must name the key, and live at the same origin, so that nobody signs for another. `ask` gives the JSON at an
 * address, `gone`, or undefined.
 */
export async function findActorKey(keyId: string, ask: Ask): Promise<FoundKey> {
  const address = publicAddress(keyId);
  if (address === undefined) return undefined;
  // The part after # never reaches the server.
  address.hash = '';
  const document = await ask(address);
  if (document === 'gone') return 'gone';
  const keyAlone = embedded(document);
  const owner = keyAlone?.publicKey === undefined ? idOf(keyAlone?.owner ?? keyAlone?.controller) : idOf(keyAlone);
  const ownersAddress = owner === undefined ? undefined : publicAddress(owner);
  if (owner === undefined || ownersAddress?.origin !== address.origin) return undefined;
  const actor = keyAlone?.publicKey === undefined ? embedded(await ask(ownersAddress)) : keyAlone;
  if (idOf(actor) !== owner) return undefined;
  const key = [actor?.publicKey].flat().find((one) => idOf(one) === keyId);
  const pem = embedded(key)?.publicKeyPem;
  const keyOwner = idOf(embedded(key)?.owner);
  if (typeof pem !== 'string' || (keyOwner !== undefined && keyOwner !== owner)) return undefined;
  const read = rsaKey(pem);
  return read && { key: read, owner };
}

/** An RSA key of a usual size: a larger one would be a way to keep us busy. */
function rsaKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: pem, format: 'pem' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 8192 ? key : undefined;
  } catch {
    return undefined;
  }
}
