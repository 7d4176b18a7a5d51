import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** Where a page lies in its list, and whether there is more on either side. */
export const pageInfo = graphql(`
  fragment PagePlace on PageInfo @_unmask {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`);

export type PageInfo = ResultOf<typeof pageInfo>;
