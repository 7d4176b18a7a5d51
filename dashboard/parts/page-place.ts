import type { PageInfo } from '../api/page-info.ts';

/** Entries of a page. */
const size = 50;

/** Which end of a list comes first on the page; the API's own order is `newest`. */
export type ListOrder = 'newest' | 'oldest';

/** Where a page lies: behind or before a cursor of the API's order; neither: at the beginning. */
export interface PagePlace {
  after?: string | undefined;
  before?: string | undefined;
}

/** Relay's arguments for a page. From the oldest on, the list is asked for from its end: its entries are then to be reversed. */
export function pageArguments({ after, before }: PagePlace, order: ListOrder) {
  if (after) return { first: size, after, last: null, before: null };
  if (before || order === 'oldest') return { first: null, after: null, last: size, before: before ?? null };
  return { first: size, after: null, last: null, before: null };
}

/** Where the pages beside a page lie, as its reader goes through the list; undefined: there is none. */
export function pagesBeside(
  { hasNextPage, hasPreviousPage, startCursor, endCursor }: PageInfo,
  order: ListOrder,
): { previous: PagePlace | undefined; next: PagePlace | undefined } {
  const newer = hasPreviousPage && startCursor ? { before: startCursor } : undefined;
  const older = hasNextPage && endCursor ? { after: endCursor } : undefined;
  return order === 'newest' ? { previous: newer, next: older } : { previous: older, next: newer };
}

/** The parameters of the same view at another place of its list. */
export const atPlace =
  ({ after, before }: PagePlace) =>
  ({ after: _after, before: _before, ...view }: Record<string, string | undefined>) => ({
    ...view,
    ...(after && { after }),
    ...(before && { before }),
  });
