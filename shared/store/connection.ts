import { ApiError } from '../errors.ts';
import { comparePlaces, cursorOf, type Place, placeOf } from './place.ts';

/** Paging arguments of the Relay cursor specification. */
export interface PageRequest {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

export const pageSize = { default: 50, max: 200 } as const;

/** A checked page request: how many, from which end, strictly between which places of the list. */
export interface PageWindow {
  count: number;
  from: 'start' | 'end';
  after?: Place;
  before?: Place;
}

/** Checks paging arguments; `PAGE_SIZE`, `INVALID_PAGE` or `INVALID_CURSOR` says what is wrong. */
export function windowOf({ first, after, last, before }: PageRequest): PageWindow {
  if (first != null && last != null) {
    throw new ApiError('INVALID_PAGE', 'Ask for `first` or for `last`, not for both.');
  }
  const count = first ?? last ?? pageSize.default;
  if (count < 1 || count > pageSize.max) {
    throw new ApiError(
      'PAGE_SIZE',
      `A page has 1 to ${pageSize.max} entries: ask for as many and follow the cursors.`,
      {
        asked: count,
        max: pageSize.max,
      },
    );
  }
  return {
    count,
    from: last == null ? 'start' : 'end',
    ...(after != null && { after: placeOf(after) }),
    ...(before != null && { before: placeOf(before) }),
  };
}

export interface Placed<T> {
  place: Place;
  node: T;
}

/** A connection of what a walk found, in list order. `stoppedAt`: where it gave up although more may follow. */
export function connectionOf<T>(
  found: readonly Placed<T>[],
  window: PageWindow,
  more: boolean,
  stoppedAt?: Place,
): Connection<T> {
  const edges = found.map(({ place, node }) => ({ cursor: cursorOf(place), node }));
  const forward = window.from === 'start';
  const stop = stoppedAt && cursorOf(stoppedAt);
  return {
    edges,
    pageInfo: {
      hasNextPage: forward ? more : window.before !== undefined,
      hasPreviousPage: forward ? window.after !== undefined : more,
      startCursor: (forward ? undefined : stop) ?? edges[0]?.cursor ?? null,
      endCursor: (forward ? stop : undefined) ?? edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The page of a list that is whole in memory, sorted by ascending place. */
export function pageOfList<T>(list: readonly Placed<T>[], window: PageWindow): { found: Placed<T>[]; more: boolean } {
  const { count, from, after, before } = window;
  const inside = list.filter(
    ({ place }) => (!after || comparePlaces(place, after) > 0) && (!before || comparePlaces(place, before) < 0),
  );
  const found = from === 'start' ? inside.slice(0, count) : inside.slice(-count);
  return { found, more: inside.length > count };
}
