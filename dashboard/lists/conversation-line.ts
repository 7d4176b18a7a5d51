import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** What a list tells of a conversation. */
export const conversationLine = graphql(`
  fragment ConversationLine on Conversation @_unmask {
    id
    openedAt
    dueAt
    firstResponseAt
    firstResponseSeconds
    closedAt
    department {
      id
    }
    channel {
      id
    }
  }
`);

export type ConversationLine = ResultOf<typeof conversationLine>;
