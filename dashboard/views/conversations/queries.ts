import { graphql } from '../../../client/graphql.ts';
import { pageInfo } from '../../api/page-info.ts';
import { conversationLine } from '../../lists/conversation-line.ts';
import { interactionLine } from '../../lists/interaction-line.ts';

export const conversationsQuery = graphql(
  `
    query Conversations(
      $filter: ConversationFilter!
      $rate: ReportInput!
      $first: Int
      $after: String
      $last: Int
      $before: String
    ) {
      conversations(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        edges {
          node {
            ...ConversationLine
          }
        }
        pageInfo {
          ...PagePlace
        }
      }
      report(input: $rate) {
        totals {
          status
          value
          numerator
          denominator
        }
      }
    }
  `,
  [conversationLine, pageInfo],
);

/** The turns of a conversation, at most 200 at once. */
export const conversationQuery = graphql(
  `
    query Conversation($id: ID!, $after: String) {
      conversation(id: $id) {
        ...ConversationLine
        interactions(first: 200, after: $after) {
          edges {
            node {
              ...InteractionLine
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [conversationLine, interactionLine],
);
