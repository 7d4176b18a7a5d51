import { graphql } from '../../../client/graphql.ts';
import { reportedDays } from '../../api/reported-days.ts';
import { toldValue } from '../../api/told-value.ts';
import { annotationMark } from '../../charts/annotation-mark.ts';

/** The funnel of the ideas submitted in the days, their numbers over time and by department, and what happened. */
export const ideasQuery = graphql(
  `
    query Ideas($range: DateRange!, $department: ID, $trend: ReportInput!, $departments: ReportInput!, $language: String!) {
      ideaFunnel(range: $range, department: $department) {
        withheld
        steps {
          stage
          count
          open
          declined
          conversion
          medianDays
          warnings {
            code
          }
        }
      }
      trend: report(input: $trend) {
        ...ReportedDays
        totals {
          ...ToldValue
        }
        rows {
          start
          values {
            status
            value
            numerator
          }
        }
      }
      departments: report(input: $departments) {
        rows {
          department {
            id
          }
          values {
            ...ToldValue
          }
        }
      }
      annotations(range: $range, department: $department) {
        ...AnnotationMark
      }
    }
  `,
  [toldValue, annotationMark, reportedDays],
);
