import { createHmac } from 'node:crypto';
import type { Hide } from './convert/set-event.ts';
import type { SampleSet } from './sets.ts';

/**
 * Replaces identifiers of one set by the first 64 bits of HMAC-SHA256 (11 characters of base64url). Without the key
 * nobody can tell whether an identifier is in the sample; the same person in two sets gets two pseudonyms.
 */
export function pseudonymiser(key: Buffer, set: SampleSet): Hide {
  const known = new Map<string, string>();
  return (kind, id) => {
    const name = `${set}\n${kind}\n${id}`;
    const hidden =
      known.get(name) ?? createHmac('sha256', key).update(name).digest().subarray(0, 8).toString('base64url');
    known.set(name, hidden);
    return hidden;
  };
}
