import { graphql } from '../../../client/graphql.ts';
import { socialShareWay } from '../../api/social-share-way.ts';
import { annotationMark } from '../../charts/annotation-mark.ts';

/** What was set out to be reached, and how it stands; the social share's way among it. */
export const goalsQuery = graphql(
  `
  query GoalsPage($months: DateRange!, $department: ID, $language: String!) {
    socialShare(range: $months, department: $department) {
      ...SocialShareWay
      baseline
      baselineDate
      ownBenchmark
    }
    goals {
      id
      en: name(language: "en")
      de: name(language: "de")
      metric {
        id
      }
      department {
        id
        name(language: $language)
      }
      baseline
      target
      from
      due
      owner
      progress
      onTrack
      measuredRange {
        from
        to
      }
      current {
        status
        value
        n
        warnings {
          code
          message(language: $language)
        }
      }
    }
    attestations {
      id
      kind
      statement
      author
      from
      expires
      expired
      department {
        id
      }
    }
    annotations(range: $months) {
      ...AnnotationMark
    }
  }
`,
  [annotationMark, socialShareWay],
);

/** Where a metric stands: asked for while a goal of it is being set. */
export const metricNowQuery = graphql(`
  query GoalsMetricNow($input: ReportInput!) {
    report(input: $input) {
      totals {
        value
      }
    }
  }
`);
