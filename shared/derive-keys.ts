import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { readPseudonymSecret } from './pseudonym-secret.ts';

/**
 * Independent 256-bit keys of one organisation, so that no one use of the secret weakens another. Key objects, because
 * an HMAC with a plain buffer takes six times as long.
 */
export interface Keys {
  /** For pseudonyms of people, in what happened before the first cut-over. */
  pseudonym: KeyObject;
  /** Those that hold from an instant on (ISO 8601 in UTC), the oldest first; absent until the first cut-over. */
  cutOvers?: readonly { at: string; key: KeyObject }[];
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
  const { root, pseudonyms } = readPseudonymSecret(secret);
  const derive = (label: string, from = root) => createSecretKey(Buffer.from(hkdfSync('sha256', from, '', label, 32)));
  const cutOvers = pseudonyms.map((cut) => ({ at: cut.at, key: derive('pseudonym', cut.secret) }));
  return {
    pseudonym: derive('pseudonym'),
    ...(cutOvers.length > 0 && { cutOvers }),
    opaque: derive('opaque'),
    digest: derive('digest'),
    payload: derive('payload'),
    secrets: derive('secrets'),
    erased: derive('erased'),
    wrapping: derive('wrapping'),
  };
}
