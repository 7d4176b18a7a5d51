import { graphql } from '../../../client/graphql.ts';
import { reportedDays } from '../../api/reported-days.ts';
import { annotationMark } from '../../charts/annotation-mark.ts';

/** The same figures for the weeks one by one, for all of them together, and for each department. */
export const adoptionQuery = graphql(
  `
  query AdoptionPage($weekly: ReportInput!, $byDepartment: ReportInput!, $days: DateRange!, $language: String!) {
    weekly: report(input: $weekly) {
      ...ReportedDays
      totals {
        status
        value
        n
        change
        warnings {
          code
          message(language: $language)
        }
      }
      rows {
        start
        values {
          status
          value
          n
        }
      }
    }
    byDepartment: report(input: $byDepartment) {
      rows {
        department {
          id
          name(language: $language)
        }
        values {
          status
          value
          n
          warnings {
            code
            message(language: $language)
          }
        }
      }
    }
    organisation {
      departments {
        id
        name(language: $language)
        headcounts {
          from
          count
          managers
        }
      }
    }
    annotations(range: $days) {
      ...AnnotationMark
    }
  }
`,
  [annotationMark, reportedDays],
);

/** The drivers, each with a metric before and since it began. */
export const initiativesQuery = graphql(`
  query AdoptionInitiatives($metric: MetricId!, $weeks: Int!, $company: Boolean!, $language: String!) {
    initiatives {
      id
      en: name(language: "en")
      de: name(language: "de")
      description
      from
      to
      department {
        id
        name(language: $language)
      }
      effect(metric: $metric, weeks: $weeks, company: $company) {
        weeks
        complete
        change
        beforeRange {
          from
          to
        }
        afterRange {
          from
          to
        }
        before {
          status
          value
          n
          warnings {
            code
            message(language: $language)
          }
        }
        after {
          status
          value
          n
          warnings {
            code
            message(language: $language)
          }
        }
      }
    }
  }
`);
