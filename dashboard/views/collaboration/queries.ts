import { graphql } from '../../../client/graphql.ts';

/** The matrix of the days, and connectedness and openness of the days counted within them, by department and compared. */
export const collaborationQuery = graphql(`
  query Collaboration($range: DateRange!, $input: ReportInput!, $language: String!) {
    organisation {
      minimumInteractions
    }
    collaboration(range: $range) {
      counted {
        from
        to
      }
      reciprocity
      departments {
        id
        name(language: $language)
      }
      cells {
        from {
          id
        }
        to {
          id
        }
        interactions
        connected
      }
    }
    report(input: $input) {
      comparedRange {
        from
        to
      }
      totals {
        status
        value
        change
        numerator
        denominator
        warnings {
          code
          message(language: $language)
        }
      }
      rows {
        department {
          id
        }
        values {
          status
          value
          change
          numerator
          denominator
        }
      }
    }
  }
`);
