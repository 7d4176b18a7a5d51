import { graphql } from '../../../client/graphql.ts';
import { reportedDays } from '../../api/reported-days.ts';
import { socialShareWay } from '../../api/social-share-way.ts';
import { toldValue } from '../../api/told-value.ts';
import { annotationMark } from '../../charts/annotation-mark.ts';

/** What is seen first: the company's figures, how departments answer, and what is alarming. */
export const numbersQuery = graphql(
  `
    query OverviewNumbers(
      $figures: ReportInput!
      $now: ReportInput!
      $adoption: ReportInput!
      $departments: ReportInput!
      $departmentTrend: ReportInput!
      $window: ReportWindow
      $range: DateRange
      $timeZone: TimeZone
      $language: String!
    ) {
      alerts(states: [FIRING]) {
        id
        since
        message(language: $language)
        rule {
          id
        }
      }
      figures: report(input: $figures) {
        ...ReportedDays
        totals {
          ...ToldValue
        }
        rows {
          start
          values {
            value
          }
        }
      }
      now: report(input: $now) {
        totals {
          value
        }
      }
      adoption: report(input: $adoption) {
        ...ReportedDays
        totals {
          ...ToldValue
        }
        rows {
          start
          values {
            value
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
      departmentTrend: report(input: $departmentTrend) {
        rows {
          start
          department {
            id
          }
          values {
            value
          }
        }
      }
      ranking(metric: FIRST_RESPONSE_P50, window: $window, range: $range, timeZone: $timeZone) {
        entries {
          rank
          since
          orEarlier
          department {
            id
          }
        }
      }
    }
  `,
  [toldValue, reportedDays],
);

/** What is to be read from it: what changed, where it goes, who stands where, and who can learn. */
export const storyQuery = graphql(
  `
  query OverviewStory(
    $window: ReportWindow
    $range: DateRange
    $compareTo: Comparison!
    $timeZone: TimeZone
    $months: DateRange!
    $language: String!
  ) {
    notableChanges(window: $window, range: $range, compareTo: $compareTo, timeZone: $timeZone) {
      metric {
        id
      }
      department {
        id
      }
      channel {
        id
      }
      value {
        value
        previous
        change
      }
    }
    lessons(window: $window, range: $range, timeZone: $timeZone) {
      metric {
        id
      }
      learner {
        id
      }
      teacher {
        id
      }
      learnerValue {
        value
      }
      teacherValue {
        value
      }
    }
    maturity {
      from
      to
      stage
      name(language: $language)
      nextStep(language: $language)
      department {
        id
      }
    }
    socialShare(range: $months) {
      ...SocialShareWay
    }
    annotations(range: $months) {
      ...AnnotationMark
    }
  }
`,
  [annotationMark, socialShareWay],
);
