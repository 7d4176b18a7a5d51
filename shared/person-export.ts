import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { seal, unseal } from './store/seal.ts';

/** Where something is held on a person, in the order of an export. */
export const exportPlaces = {
  FACT: 'An interaction in which they acted or were addressed, with the conversations it is a turn of.',
  PRESENCE: 'A part of the log of who was met: a home day, as what they were seen, how often.',
  REJECTION: 'A refused interaction that names them, as it was sent.',
  MERGE: 'The pseudonyms that are known to be this person.',
  AUDIT: 'An entry of the audit trail that names them.',
} as const;
export type ExportPlace = keyof typeof exportPlaces;

/** Something that is held on a person. */
export interface PersonRecord {
  place: ExportPlace;
  data: unknown;
}

/** A part of an export; `next` is where the rest begins, absent at the end. */
export interface PersonPage {
  records: PersonRecord[];
  next?: string;
}

export const exportLimits = {
  /** Records of a page, unless one is asked to be shorter. */
  records: 200,
  /** A function answers with 6 MB at most. */
  bytes: 3_000_000,
  /** A page may be empty: the API waits 25 s for it, and what is held may lie at the other end of the ledger. */
  milliseconds: 8_000,
  /** A cursor holds for so long: whoever goes on later begins anew, and that is noted. */
  cursorMs: 86_400_000,
} as const;

const positionSchema = z.object({
  place: z.enum(Object.keys(exportPlaces) as [ExportPlace, ...ExportPlace[]]),
  /** Where in that place: a key or a cursor; absent at its beginning. */
  at: z.string().optional(),
});
/** Where an export goes on. */
export type ExportPosition = z.infer<typeof positionSchema>;

/** What a cursor says: a position, and when it was given, in milliseconds since 1970. */
const cursorSchema = positionSchema.extend({ givenAt: z.number() });

/** What a cursor of an export is sealed as: it opens for the person alone whom the export is about. */
const cursorPlace = (person: string): string => `EXPORT|${person}`;

/**
 * The cursor of a position. It is sealed under the key `wrapping` of `deriveKeys`: who could write one would read on without
 * ever having begun, and only the beginning is noted in the audit trail. `now` in milliseconds since 1970.
 */
export const cursorOfExport = (key: KeyObject, person: string, position: ExportPosition, now: number): string =>
  seal(key, cursorPlace(person), JSON.stringify({ ...position, givenAt: now })).toString('base64url');

/** The position of a cursor that an export of this person gave within a day before `now`; undefined for any other text. */
export function positionOfExport(
  key: KeyObject,
  person: string,
  cursor: string,
  now: number,
): ExportPosition | undefined {
  try {
    const opened = unseal(key, cursorPlace(person), Buffer.from(cursor, 'base64url'));
    const { givenAt, ...position } = cursorSchema.parse(JSON.parse(opened));
    return now - givenAt > exportLimits.cursorMs ? undefined : position;
  } catch {
    return undefined;
  }
}

/** The place after one; undefined after the last. */
export function placeAfter(place: ExportPlace): ExportPlace | undefined {
  const places = Object.keys(exportPlaces) as ExportPlace[];
  return places[places.indexOf(place) + 1];
}
