import { graphql } from '../../../client/graphql.ts';

export const trendQuery = graphql(`
  query OverviewTrend($input: ReportInput!) {
    report(input: $input) {
      rows {
        start
        values {
          value
        }
      }
    }
  }
`);
