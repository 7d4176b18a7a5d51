import type { ResultOf } from 'gql.tada';
import type { Ask } from './create-client.ts';
import { graphql } from './graphql.ts';

/** How fast the departments answer, the last 28 days beside the 28 before. */
export const departmentsAtAGlance = graphql(`
  query DepartmentsAtAGlance($language: String) {
    report(
      input: {
        metrics: [ENQUIRIES, RESPONSE_RATE]
        window: { last: 28, unit: DAY }
        by: [DEPARTMENT]
        compareTo: PREVIOUS_PERIOD
      }
    ) {
      range {
        from
        to
      }
      rows {
        department {
          nodeId
          name(language: $language)
        }
        values {
          status
          value
          change
        }
      }
      benchmark {
        status
        value
        change
      }
    }
  }
`);

type Row = ResultOf<typeof departmentsAtAGlance>['report']['rows'][number];
type Value = Row['values'][number];

/** One line for each department and one for the company, such as `Service: 120 enquiries, 85 % answered (+2.1 points)`. */
export async function glance(ask: Ask, language: string): Promise<string[]> {
  const { report } = await ask(departmentsAtAGlance, { language });
  return [
    `${report.range.from} to ${report.range.to}`,
    ...report.rows.map(({ department, values }) => lineOf(department?.name ?? '', values)),
    lineOf('Company', report.benchmark),
  ];
}

function lineOf(name: string, [enquiries, rate]: readonly Value[]): string {
  return `${name}: ${enquiries?.value ?? 0} enquiries, ${rateText(rate)}`;
}

/** What is empty has no number, and what is withheld has none to tell: the status says which. */
function rateText(rate: Value | undefined): string {
  if (rate?.value == null) return rate?.status === 'WITHHELD' ? 'withheld' : 'none to answer';
  const change = rate.change == null ? '' : ` (${rate.change < 0 ? '' : '+'}${rate.change.toFixed(1)} points)`;
  return `${Math.round(rate.value * 100)} % answered${change}`;
}
