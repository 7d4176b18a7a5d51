import type { Days } from '../shared/whole-weeks.ts';
import type { ApiContext } from './context.ts';
import type { MetricValue } from './plan/report.ts';

/** The values of metrics over whole days of the home zone, of one department or of the company. */
export async function measureTotals(
  metrics: readonly string[],
  range: Days,
  department: string | undefined,
  { deps, directory }: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<MetricValue[]> {
  const { totals } = await deps.report(
    {
      metrics,
      range,
      granularity: 'TOTAL',
      by: [],
      ...(department !== undefined && { filter: { departments: [department] } }),
      attributeTo: 'ENQUIRY',
    },
    directory.organisation,
  );
  return totals;
}
