import { createHmac, type KeyObject } from 'node:crypto';
import { personKey } from './metrics/people.ts';
import { retainedOf } from './retention.ts';

/** Whom an erasure is about, as far as it decides what stands for them. */
export interface ErasedIdentities {
  /** Of all identities that are known to be this person; the first stands for them in older facts of sources that keep people for a time. */
  pseudonyms: readonly string[];
  replacement: string;
}

/**
 * Every word that means the person in the ledger, and what replaces it: the pseudonyms by the replacement; and what stands
 * for the person in the years of a source (`keys`) by a word of its own each, so that distinct counts stay as they are.
 */
export function erasureWords(
  { pseudonyms, replacement }: ErasedIdentities,
  keys: readonly KeyObject[],
): Map<string, string> {
  const words = new Map(pseudonyms.map((pseudonym) => [pseudonym, replacement]));
  for (const key of keys) {
    for (const pseudonym of pseudonyms) {
      const word = retainedOf(key, pseudonym);
      words.set(word, `x_${createHmac('sha256', replacement).update(word).digest('base64url').slice(0, 22)}`);
    }
  }
  return words;
}

/** The keys under which the people log knows these words. */
export const presenceKeys = (words: Iterable<string>): string[] => [...words].map(personKey);
