import { createHmac, type KeyObject } from 'node:crypto';
import type { Keys } from './derive-keys.ts';
import { remembering } from './remembering.ts';

/** `p_` and 132 bits of HMAC-SHA256 of the provider's id of a person, in base64url: the same person, the same pseudonym. */
export const pseudonymOf = (key: KeyObject, personId: string): string =>
  `p_${createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22)}`;

/** Whether a text is a pseudonym: no provider's id that anybody has sent so far looks like one. */
export const isPseudonym = (text: string): boolean => /^p_[\w-]{22}$/.test(text);

/**
 * All pseudonyms that a person may go by, the newest first: of every key there was since the first cut-over. A text that
 * is a pseudonym is that alone.
 */
export const pseudonymsOf = ({ pseudonym, cutOvers = [] }: PseudonymKeys, person: string): string[] =>
  isPseudonym(person)
    ? [person]
    : [pseudonym, ...cutOvers.map(({ key }) => key)].reverse().map((key) => pseudonymOf(key, person));

type PseudonymKeys = Pick<Keys, 'pseudonym' | 'cutOvers'>;

/**
 * Gives the pseudonym of a person in something that happened at an instant (ISO 8601 in UTC): by the key that held then,
 * so what arrives late is of the same people as what arrived in time. Those of the last `capacity` people are kept in
 * memory: a batch names the same few again and again.
 */
export function createPseudonymiser(
  { pseudonym, cutOvers = [] }: PseudonymKeys,
  capacity?: number,
): (personId: string, time: string) => string {
  const first = withMemory(pseudonym, capacity);
  const later = cutOvers.map(({ at, key }) => ({ at, of: withMemory(key, capacity) }));
  return (personId, time) => (later.findLast(({ at }) => time >= at)?.of ?? first)(personId);
}

const withMemory = (key: KeyObject, capacity: number | undefined) =>
  remembering((person) => pseudonymOf(key, person), capacity);
