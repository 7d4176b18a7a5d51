import { graphql } from '../../../client/graphql.ts';

/** How every alert stands, and the rules that they come of. `dimensions`: by what a rule may narrow a metric. */
export const alertsQuery = graphql(`
  query Alerts($language: String!) {
    alerts {
      id
      state
      since
      firingSince
      value
      threshold
      n
      reason
      message(language: $language)
      note
      acknowledgedBy
      acknowledgedAt
      range {
        from
        to
      }
      subject {
        department {
          id
        }
        channel {
          id
        }
        source {
          id
        }
      }
      rule {
        id
      }
      history {
        at
        change
        by
        note
        reason
        value
      }
    }
    alertRules {
      id
      name(language: $language)
      nameEn: name(language: "en")
      nameDe: name(language: "de")
      kind
      enabled
      owner
      pendingMinutes
      metric {
        id
      }
      department {
        id
        name(language: $language)
      }
      channel {
        id
        name
      }
      source {
        id
        name
      }
      window {
        last
        unit
        complete
        toDate
      }
      comparison
      threshold
      minimumN
      minimumCompleteness
    }
    metrics {
      id
      dimensions
    }
  }
`);
