import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * Independent 256-bit keys of one organisation, so that no one use of the secret weakens another. Key objects, because
 * an HMAC with a plain buffer takes six times as long.
 */
export interface Keys {
  /** For pseudonyms of people. */
  pseudonym: KeyObject;
  /** For ids that would name a person. */
  opaque: KeyObject;
  /** For digests of wire bodies. */
  digest: KeyObject;
  /** For AES-256-GCM of refused payloads. */
  payload: KeyObject;
  /** For telling whether secret values of a source are those that were set last. */
  secrets: KeyObject;
  /** For telling whether a person is one that was erased. */
  erased: KeyObject;
  /** For AES-256-GCM of what people are sealed with on the bus, and of whom a running erasure is about. */
  wrapping: KeyObject;
}

/** Derives the keys from the secret by HKDF-SHA256 (RFC 5869) with a label each; a secret under 32 characters throws. */
export function deriveKeys(secret: string): Keys {
  if (secret.length < 32) throw new Error('The pseudonym secret is shorter than 32 characters.');
  const derive = (label: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', label, 32)));
  return {
    pseudonym: derive('pseudonym'),
    opaque: derive('opaque'),
    digest: derive('digest'),
    payload: derive('payload'),
    secrets: derive('secrets'),
    erased: derive('erased'),
    wrapping: derive('wrapping'),
  };
}
