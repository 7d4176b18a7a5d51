import { graphql } from '../../../client/graphql.ts';
import { toldValue } from '../../api/told-value.ts';

export const channelsQuery = graphql(
  `
    query Channels(
      $byKind: ReportInput!
      $byChannel: ReportInput!
      $share: ReportInput!
      $mix: ReportInput!
      $language: String!
    ) {
      byKind: report(input: $byKind) {
        comparedRange {
          from
          to
        }
        rows {
          channelKind
          values {
            ...ToldValue
          }
        }
      }
      byChannel: report(input: $byChannel) {
        rows {
          channel {
            id
          }
          values {
            ...ToldValue
          }
        }
      }
      share: report(input: $share) {
        totals {
          ...ToldValue
        }
      }
      mix: report(input: $mix) {
        rows {
          start
          channelKind
          values {
            status
            value
          }
        }
      }
    }
  `,
  [toldValue],
);
