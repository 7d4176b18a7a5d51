import { graphql } from '../../client/graphql.ts';

/** The days that a report tells, and those it compares them with. */
export const reportedDays = graphql(`
  fragment ReportedDays on Report @_unmask {
    range {
      from
      to
    }
    comparedRange {
      from
      to
    }
  }
`);
