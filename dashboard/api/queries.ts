import { graphql } from '../../client/graphql.ts';

/** What every page stands on: who looks, the organisation, whether its sources speak and alerts fire. */
export const shellQuery = graphql(`
  query Shell($language: String!) {
    viewer {
      subject
      roles
      may
      departments {
        id
      }
    }
    organisation {
      name
      homeTimeZone
      weekStart
      departments {
        id
        name(language: $language)
        parent {
          id
        }
      }
      channels {
        id
        name
        kind
      }
    }
    sources {
      id
      name
      cadence
      silentSince
      failingSince
      paused
      lastRecordedAt
      department {
        id
      }
    }
    alerts(states: [FIRING]) {
      id
    }
    metrics {
      id
      name(language: $language)
      description(language: $language)
      unit
      goodDirection
    }
  }
`);

/** Rings whenever a report may have become another one; the numbers are asked for by the page's own documents. */
export const reportBell = graphql(`
  subscription ReportBell($input: ReportInput!) {
    reportChanged(input: $input) {
      revision
    }
  }
`);
