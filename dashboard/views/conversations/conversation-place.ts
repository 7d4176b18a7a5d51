import * as z from 'zod/mini';
import type { ListOrder, PagePlace } from '../../parts/page-place.ts';

export const listings = ['waiting', 'overdue', 'answered', 'all'] as const;
export type Listing = (typeof listings)[number];

const placeSchema = z.object({
  state: z.catch(z._default(z.enum(listings), 'waiting'), 'waiting'),
  after: z.catch(z.optional(z.string()), undefined),
  before: z.catch(z.optional(z.string()), undefined),
});

export interface ConversationPlace {
  listing: Listing;
  page: PagePlace;
}

/** Which conversations an address lists, and which page of them; what is misspelt is as by default. */
export function readPlace(parameters: Readonly<Record<string, unknown>>): ConversationPlace {
  const { state, after, before } = placeSchema.parse(parameters);
  return { listing: state, page: { after, before } };
}

/** The filter of the API for a listing. */
export const listingFilter = (listing: Listing): { answered?: boolean; overdue?: boolean } =>
  listing === 'overdue' ? { overdue: true } : listing === 'all' ? {} : { answered: listing === 'answered' };

/** The listing that a filter is of. */
export const listingOf = ({ answered, overdue }: ReturnType<typeof listingFilter>): Listing =>
  overdue ? 'overdue' : answered === undefined ? 'all' : answered ? 'answered' : 'waiting';

/** Who waits longest comes first; of what is over, the newest. */
export const listingOrder = (listing: Listing): ListOrder =>
  listing === 'waiting' || listing === 'overdue' ? 'oldest' : 'newest';
