import { graphql } from '../../../client/graphql.ts';

export const updateSource = graphql(`
  mutation SourcesUpdate($input: UpdateSourceInput!) {
    updateSource(input: $input) {
      id
    }
  }
`);

export const pauseSource = graphql(`
  mutation SourcesPause($id: ID!) {
    pauseSource(input: { id: $id }) {
      id
    }
  }
`);

export const resumeSource = graphql(`
  mutation SourcesResume($id: ID!) {
    resumeSource(input: { id: $id }) {
      id
    }
  }
`);

export const dismissRejections = graphql(`
  mutation SourcesDismiss($input: DismissRejectionsInput!) {
    dismissRejections(input: $input) {
      dismissed
      next
    }
  }
`);

export const fixRejections = graphql(`
  mutation SourcesFix($input: FixRejectionsInput!, $language: String!) {
    fixRejections(input: $input) {
      dryRun
      accepted
      conflicts
      duplicates
      refused
      settled
      next
      rules {
        rule
        applied
        notApplied
      }
      refusals {
        code
        path
        count
      }
      cells {
        count
        more
        changes {
          day
          what
          change
          channel {
            name
          }
          department {
            name(language: $language)
          }
        }
      }
      examples {
        id
        outcome
        code
        path
        message
        interactionId
        notes
      }
    }
  }
`);
