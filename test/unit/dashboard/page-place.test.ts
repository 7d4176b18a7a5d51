import { describe, expect, it } from 'vitest';
import { pageArguments, pagesBeside } from '../../../dashboard/parts/page-place.ts';

const between = { hasNextPage: true, hasPreviousPage: true, startCursor: 's', endCursor: 'e' };

describe('pages of a list', () => {
  it('begin with the newest, or with the oldest from the end of the list', () => {
    expect(pageArguments({}, 'newest')).toEqual({ first: 50, after: null, last: null, before: null });
    expect(pageArguments({}, 'oldest')).toEqual({ first: null, after: null, last: 50, before: null });
  });

  it('lead on and back in the reader’s order', () => {
    const newest = pagesBeside(between, 'newest');
    expect(newest).toEqual({ previous: { before: 's' }, next: { after: 'e' } });
    expect(pageArguments(newest.next ?? {}, 'newest')).toMatchObject({ first: 50, after: 'e' });
    expect(pageArguments(newest.previous ?? {}, 'newest')).toMatchObject({ last: 50, before: 's' });

    const oldest = pagesBeside(between, 'oldest');
    expect(oldest).toEqual({ previous: { after: 'e' }, next: { before: 's' } });
    expect(pageArguments(oldest.next ?? {}, 'oldest')).toMatchObject({ last: 50, before: 's' });
    expect(pageArguments(oldest.previous ?? {}, 'oldest')).toMatchObject({ first: 50, after: 'e' });
  });

  it('end where the list ends', () => {
    const only = { ...between, hasNextPage: false, hasPreviousPage: false };
    expect(pagesBeside(only, 'newest')).toEqual({ previous: undefined, next: undefined });
    expect(pagesBeside({ ...only, hasPreviousPage: true }, 'oldest').next).toEqual({ before: 's' });
  });
});
