import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Compresses and encrypts a text with AES-256-GCM: 12 bytes of nonce, 16 of tag, then the ciphertext. `place` (the item's
 * key) is authenticated with it, so that a sealed text moved to another item does not open.
 */
export function seal(key: KeyObject, place: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(gzipSync(text, { level: 1 })), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made; throws when the key, the place or a byte differs. */
export function unseal(key: KeyObject, place: string, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return gunzipSync(
    Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]),
  ).toString();
}
