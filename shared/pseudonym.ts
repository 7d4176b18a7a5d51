import { createHmac, type KeyObject } from 'node:crypto';
import type { Keys } from './derive-keys.ts';

/** `p_` and 132 bits of HMAC-SHA256 of the provider's id of a person, in base64url: the same person, the same pseudonym. */
export const pseudonymOf = (key: KeyObject, personId: string): string =>
  `p_${createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22)}`;

/** Whether a text is a pseudonym: no provider's id that anybody has sent so far looks like one. */
export const isPseudonym = (text: string): boolean => /^p_[\w-]{22}$/.test(text);

/**
 * All pseudonyms that a person may go by, the one of today first: of every key there was since the first cut-over. A text
 * that is a pseudonym is that alone.
 */
export const pseudonymsOf = (keys: Pick<Keys, 'pseudonym' | 'earlierPseudonyms'>, person: string): string[] =>
  isPseudonym(person)
    ? [person]
    : [keys.pseudonym, ...(keys.earlierPseudonyms ?? [])].map((key) => pseudonymOf(key, person));

/** `pseudonymOf` with the pseudonyms of the last `capacity` people kept in memory: a batch names the same few again and again. */
export function createPseudonymiser(key: KeyObject, capacity = 20_000): (personId: string) => string {
  const known = new Map<string, string>();
  return (personId) => {
    const seen = known.get(personId);
    if (seen !== undefined) return seen;
    const pseudonym = pseudonymOf(key, personId);
    // Maps keep insertion order: dropping the first drops the oldest. Cheaper than a true LRU, and as good for batches.
    if (known.size >= capacity) known.delete(known.keys().next().value ?? '');
    known.set(personId, pseudonym);
    return pseudonym;
  };
}
