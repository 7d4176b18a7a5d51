import { graphql } from '../../../client/graphql.ts';
import { pageInfo } from '../../api/page-info.ts';
import { conversationLine } from '../../lists/conversation-line.ts';
import { interactionLine } from '../../lists/interaction-line.ts';

/** The number itself: told to every role, whatever its list is. */
export const behindValueQuery = graphql(`
  query BehindValue($input: ReportInput!, $language: String!) {
    report(input: $input) {
      rows {
        values {
          status
          value
          numerator
          denominator
          n
          error
          warnings {
            code
            message(language: $language)
            source {
              id
            }
          }
          metric {
            formula
          }
        }
      }
    }
  }
`);

export const behindInteractionsQuery = graphql(
  `
    query BehindInteractions(
      $input: ReportInput!
      $metric: MetricId!
      $part: ReportPart!
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      report(input: $input) {
        rows {
          interactions(metric: $metric, part: $part, first: $first, after: $after, last: $last, before: $before) {
            edges {
              node {
                ...InteractionLine
              }
            }
            pageInfo {
              ...PagePlace
            }
          }
        }
      }
    }
  `,
  [interactionLine, pageInfo],
);

export const behindConversationsQuery = graphql(
  `
    query BehindConversations(
      $input: ReportInput!
      $metric: MetricId!
      $part: ReportPart!
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      report(input: $input) {
        rows {
          conversations(metric: $metric, part: $part, first: $first, after: $after, last: $last, before: $before) {
            edges {
              node {
                ...ConversationLine
              }
            }
            pageInfo {
              ...PagePlace
            }
          }
        }
      }
    }
  `,
  [conversationLine, pageInfo],
);
