import { graphql } from '../../../client/graphql.ts';
import { pageInfo } from '../../api/page-info.ts';

/** How every source is, and how many of what it sent were refused and why. */
export const sourcesQuery = graphql(`
  query SourcesHealth($language: String!) {
    sources {
      id
      name
      adapter {
        id
        name
        webhook
      }
      channel {
        id
        name
      }
      department {
        id
      }
      owner
      cadence
      silentSince
      failingSince
      lastRunAt
      lastRunError
      paused
      pausedAt
      lastRecordedAt
      lastInteractionAt
      lagSeconds
      accepted
      duplicates
      rejected
      ignored
      unknown
      webhookUrl
      secretsChangedAt
      previousSecretsUntil
      keys {
        id
        createdAt
        expiresAt
      }
      secrets {
        name
        description
        set
      }
      kinds {
        kind
        count
        known
      }
    }
    rejectionCounts {
      source {
        id
        name
      }
      code
      open
      fixed
      dismissed
    }
    health {
      findings {
        code
        message(language: $language)
        section
      }
      lagSeconds
      queue {
        waiting
      }
      deadLetters {
        name
        waiting
      }
      canary {
        state
        seconds
      }
      verification {
        at
      }
      release
    }
  }
`);

/** A page of what was refused; without what was sent, which may hold personal data. */
export const rejectionsQuery = graphql(
  `
  query SourcesRejections($filter: RejectionFilter!, $after: String, $before: String, $first: Int, $last: Int) {
    rejections(filter: $filter, after: $after, before: $before, first: $first, last: $last) {
      edges {
        node {
          id
          code
          path
          message
          format
          interactionId
          recordedAt
          state
          settledAt
          settledBy
          source {
            id
            name
          }
        }
      }
      pageInfo {
        ...PagePlace
      }
    }
  }
`,
  [pageInfo],
);

/** What was sent: asked for one by one, by a click. */
export const payloadQuery = graphql(`
  query SourcesPayload($id: ID!) {
    rejection(id: $id) {
      id
      payload
    }
  }
`);
