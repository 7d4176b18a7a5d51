import { ApiError } from '../errors.ts';

/**
 * A place in an index: its sort key, then what tells items of the same sort key apart. Items have places, and so have
 * the gaps between them, so a walk that stops early can go on where it stopped.
 */
export interface Place {
  sort: string;
  tie: string;
}

/** Sorts after every tie of the same sort key. */
export const lastTie = '\uffff';

export const comparePlaces = (a: Place, b: Place): number => compareText(a.sort, b.sort) || compareText(a.tie, b.tie);

/** The opaque cursor of a place. It names the place and not a position, so it survives inserts. */
export const cursorOf = ({ sort, tie }: Place): string =>
  Buffer.from(JSON.stringify([sort, tie])).toString('base64url');

/** The place of a cursor; anything that `cursorOf` did not make is an `INVALID_CURSOR`. */
export function placeOf(cursor: string): Place {
  try {
    const [sort, tie, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof sort === 'string' && typeof tie === 'string' && rest.length === 0) return { sort, tie };
  } catch {
    // Not JSON: not ours either.
  }
  throw new ApiError('INVALID_CURSOR', 'The cursor is not one of ours: take it from pageInfo or an edge, unchanged.');
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
