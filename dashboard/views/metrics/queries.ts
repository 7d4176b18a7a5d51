import { graphql } from '../../../client/graphql.ts';

/** What the catalogue tells beside names and meanings, which every page has. */
export const catalogueQuery = graphql(`
  query MetricsCatalogue {
    metrics {
      id
      family
      formula
      dimensions
      version
    }
  }
`);

/** Every metric over the days of the view, in two reports: numbers of employees are told for whole weeks. */
export const metricValuesQuery = graphql(`
  query MetricsValues($days: ReportInput!, $weeks: ReportInput!, $withWeeks: Boolean!, $language: String!) {
    days: report(input: $days) {
      totals {
        status
        value
        warnings {
          code
          message(language: $language)
        }
        metric {
          id
        }
      }
    }
    weeks: report(input: $weeks) @include(if: $withWeeks) {
      totals {
        status
        value
        warnings {
          code
          message(language: $language)
        }
        metric {
          id
        }
      }
    }
  }
`);
