import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto';

/** That a person was erased: the person by a keyed hash alone. */
export interface ErasedNote {
  hash: string;
  /** What ingest took until then is replaced; ISO 8601 in UTC. */
  at: string;
  /** Stands for the person; absent once nothing sealed with the old key can come any more. */
  replacement?: string;
  /** The erasure that is not done with it yet. */
  erasure?: string;
}

/** 132 bits of HMAC-SHA256 of a pseudonym, in base64url. `key` is the key `erased` of `deriveKeys`. */
export const erasedHash = (key: KeyObject, pseudonym: string): string =>
  createHmac('sha256', key).update(pseudonym).digest('base64url').slice(0, 22);

/** Who recorded what: as much of an interaction as tells whether, and by what, a person in it is replaced. */
export interface Mention {
  source: string;
  id: string;
  recordedAt: string;
}

/** Gives the id to keep for a person that an interaction names. */
export type ReplaceErased = (person: string, mention: Mention) => string;

/**
 * What replaces the people of these notes in interactions that ingest took before they were erased. Later ones are new:
 * the same person, if it is, has begun anew.
 */
export function replaceErased(notes: readonly ErasedNote[], key: KeyObject): ReplaceErased {
  if (notes.length === 0) return (person) => person;
  const byHash = new Map(notes.map((note) => [note.hash, note]));
  const known = new Map<string, ErasedNote | undefined>();
  return (person, { source, id, recordedAt }) => {
    if (!known.has(person)) known.set(person, byHash.get(erasedHash(key, person)));
    const note = known.get(person);
    if (note === undefined || recordedAt > note.at) return person;
    return note.replacement ?? strangerOf(`${note.hash} ${source} ${id}`);
  };
}

/** `x_` and 132 bits of a text in base64url: the same text, the same word, which leads nowhere. */
export const strangerOf = (text: string): string =>
  `x_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;

/** `x_` and 132 random bits in base64url. */
export const newStranger = (): string => `x_${randomBytes(17).toString('base64url').slice(0, 22)}`;
