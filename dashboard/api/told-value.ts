import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** A value with all that says how far to trust it, and what it is compared with. */
export const toldValue = graphql(`
  fragment ToldValue on MetricValue @_unmask {
    status
    value
    previous
    change
    numerator
    denominator
    n
    completeness
    warnings {
      code
      message(language: $language)
    }
  }
`);

export type Told = ResultOf<typeof toldValue>;
