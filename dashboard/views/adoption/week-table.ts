import type { CatalogueMetric } from '../../app/shell.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { metricColumn } from '../../charts/metric-column.ts';
import { writeBucket } from '../../charts/write-bucket.ts';
import type { Format } from '../../i18n/format.ts';
import { type AdoptionMetric, placeOf } from './adoption-metrics.ts';
import type { Week } from './told-weeks.ts';

/** The rows of metrics by week, by their Mondays; null: empty or withheld. */
export const weekTable = (
  weeks: readonly Week[],
  metrics: readonly (CatalogueMetric & { id: AdoptionMetric })[],
  words: { week: string; format: Format },
): ChartTable => ({
  columns: [
    { label: words.week, format: (monday) => writeBucket(String(monday), 'WEEK', words.format) },
    ...metrics.map((metric) => metricColumn(metric, words.format)),
  ],
  rows: weeks.map(({ monday, values }) => [monday, ...metrics.map(({ id }) => values[placeOf(id)]?.value ?? null)]),
});
