import { expect, it } from 'vitest';
import { listingFilter, listingOf, listings } from '../../../dashboard/views/conversations/conversation-place.ts';

it('a list is named by what it was asked for, not by what is on its way', () => {
  for (const listing of listings) expect(listingOf(listingFilter(listing))).toBe(listing);
});
