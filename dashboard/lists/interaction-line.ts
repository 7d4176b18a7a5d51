import type { ResultOf } from 'gql.tada';
import { graphql } from '../../client/graphql.ts';

/** What a list tells of an interaction: all but its identity, as the API knows neither words nor people. */
export const interactionLine = graphql(`
  fragment InteractionLine on Interaction @_unmask {
    nodeId
    occurredAt
    activity
    direction
    edited
    conversationId
    sentiment
    language
    topics
    department {
      id
    }
    channel {
      id
    }
    source {
      id
      name
    }
    conflicts {
      occurredAt
    }
  }
`);

export type InteractionLine = ResultOf<typeof interactionLine>;
