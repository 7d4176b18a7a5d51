import { graphql } from '../../../client/graphql.ts';
import { reportedDays } from '../../api/reported-days.ts';
import { toldValue } from '../../api/told-value.ts';
import { annotationMark } from '../../charts/annotation-mark.ts';

/** All departments side by side, and how they rank by one metric. */
export const departmentsQuery = graphql(
  `
    query DepartmentsCompared(
      $input: ReportInput!
      $by: MetricId!
      $window: ReportWindow
      $range: DateRange
      $timeZone: TimeZone
      $language: String!
    ) {
      report(input: $input) {
        ...ReportedDays
        totals {
          ...ToldValue
        }
        rows {
          department {
            id
          }
          values {
            ...ToldValue
          }
        }
      }
      ranking(metric: $by, window: $window, range: $range, timeZone: $timeZone) {
        entries {
          rank
          since
          orEarlier
          department {
            id
          }
        }
      }
      maturity {
        stage
        name(language: $language)
        department {
          id
        }
      }
    }
  `,
  [toldValue, reportedDays],
);

/** One department: its figures, channels, ideas, collaboration, maturity and goals. */
export const departmentQuery = graphql(
  `
    query DepartmentNow(
      $department: ID!
      $figures: ReportInput!
      $channels: ReportInput!
      $days: DateRange!
      $language: String!
    ) {
      figures: report(input: $figures) {
        ...ReportedDays
        totals {
          ...ToldValue
        }
        benchmark {
          ...ToldValue
        }
        rows {
          start
          values {
            value
          }
        }
      }
      channels: report(input: $channels) {
        rows {
          channel {
            id
          }
          values {
            ...ToldValue
          }
        }
      }
      ideaFunnel(range: $days, department: $department) {
        withheld
        steps {
          stage
          count
          open
          declined
        }
      }
      collaboration(range: $days) {
        counted {
          from
          to
        }
        cells {
          from {
            id
          }
          to {
            id
          }
          interactions
          withheld
        }
      }
      department(id: $department) {
        id
        maturity {
          from
          to
          stage
          name(language: $language)
          nextStep(language: $language)
          criteria {
            id
            stage
            name(language: $language)
            met
            value
            threshold
            n
            withheld
            missing(language: $language)
            needs(language: $language)
            metric {
              id
            }
            kind
          }
        }
      }
      goals(department: $department) {
        id
        name(language: $language)
        target
        due
        from
        progress
        onTrack
        owner
        metric {
          id
        }
        current {
          status
          value
        }
      }
      annotations(range: $days, department: $department) {
        ...AnnotationMark
      }
    }
  `,
  [toldValue, annotationMark, reportedDays],
);

/** What waits longest for an answer: asked apart, as it takes longer, and only for those who may see conversations. */
export const waitingQuery = graphql(`
  query DepartmentWaiting($department: ID!, $range: DateRange!) {
    conversations(filter: { departments: [$department], overdue: true, range: $range }, last: 6) {
      edges {
        node {
          id
          openedAt
          dueAt
          channel {
            id
          }
        }
      }
      pageInfo {
        hasPreviousPage
      }
    }
  }
`);
