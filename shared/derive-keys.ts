import { hkdfSync } from 'node:crypto';

/** Independent 256-bit keys of one organisation, so that no one use of the secret weakens another. */
export interface Keys {
  /** For pseudonyms of people. */
  pseudonym: Buffer;
  /** For digests of wire bodies. */
  digest: Buffer;
  /** For AES-256-GCM of refused payloads. */
  payload: Buffer;
}

/** Derives the three keys from the secret by HKDF-SHA256 (RFC 5869) with a label each; a secret under 32 characters throws. */
export function deriveKeys(secret: string): Keys {
  if (secret.length < 32) throw new Error('The pseudonym secret is shorter than 32 characters.');
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', secret, '', label, 32));
  return { pseudonym: derive('pseudonym'), digest: derive('digest'), payload: derive('payload') };
}
