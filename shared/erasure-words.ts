import { createHmac, type KeyObject } from 'node:crypto';
import { personKey } from './metrics/people.ts';
import { retainedOf } from './retention.ts';

/** Whom an erasure is about, as far as it decides what stands for them. */
export interface ErasedIdentities {
  /** Pseudonyms of all identities that are known to be this person, by who was counted as one until now. */
  groups: readonly (readonly string[])[];
  replacement: string;
  /**
   * Random, and forgotten with whom the erasure was about: the replacement stays in the ledger, so what were made of it alone
   * could be made again by whoever has the secret and the person's id. Absent: of an erasure from before there were any.
   */
  salt?: string | undefined;
}

/**
 * Every word that means the person in the ledger, and what replaces it: the pseudonyms by the replacement. Who was counted
 * apart until now stays so, and gets a word of its own: a pseudonym from before a cut-over, and what stands for the person
 * in the years of a source (`keys`). Distinct counts stay as they are.
 */
export function erasureWords(
  { groups, replacement, salt = replacement }: ErasedIdentities,
  keys: readonly KeyObject[],
): Map<string, string> {
  const [first = [], ...others] = groups;
  const apart = (word: string) => `x_${createHmac('sha256', salt).update(word).digest('base64url').slice(0, 22)}`;
  const words = new Map(first.map((pseudonym) => [pseudonym, replacement]));
  for (const group of others) for (const pseudonym of group) words.set(pseudonym, apart(group[0] as string));
  for (const pseudonym of groups.flat()) {
    for (const word of keys.map((key) => retainedOf(key, pseudonym))) words.set(word, apart(word));
  }
  return words;
}

/** The keys under which the people log knows these words. */
export const presenceKeys = (words: Iterable<string>): string[] => [...words].map(personKey);
