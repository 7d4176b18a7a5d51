import type { ResultOf } from 'gql.tada';
import type { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { changeColumn, metricColumn } from '../../charts/metric-column.ts';
import type { Format } from '../../i18n/format.ts';
import type { departmentsQuery } from './queries.ts';

export interface ComparedRow {
  id: string;
  name: string;
  /** 1 is best; null: nothing to rank. */
  rank: number | null;
  /** Others have the same rank. */
  shared: boolean;
  since: string | null;
  orEarlier: boolean;
  /** In the order of the columns. */
  values: readonly Told[];
  stage: { stage: number; name: string } | undefined;
}

/** One row for each department in the order of the ranking. */
export function comparedRows(
  { report, ranking, maturity }: ResultOf<typeof departmentsQuery>,
  nameOf: (id: string) => string,
): ComparedRow[] {
  return ranking.entries.map(({ department: { id }, rank, since, orEarlier }) => ({
    id,
    name: nameOf(id),
    rank,
    shared: rank !== null && ranking.entries.filter((other) => other.rank === rank).length > 1,
    since,
    orEarlier,
    values: report.rows.find(({ department }) => department?.id === id)?.values ?? [],
    stage: maturity.find(({ department }) => department.id === id),
  }));
}

/** The same as rows of a file: each value with its change behind it, the company last. */
export function comparedTable(
  rows: readonly ComparedRow[],
  company: readonly Told[],
  metrics: readonly CatalogueMetric[],
  t: ReturnType<typeof useTranslations<'department'>>,
  format: Format,
): ChartTable {
  const cellsOf = (values: readonly Told[]) =>
    metrics.flatMap((_, index) => [values[index]?.value ?? null, values[index]?.change ?? null]);
  return {
    columns: [
      { label: t('department') },
      { label: t('rankColumn'), numeric: true },
      ...metrics.flatMap((metric) => [
        metricColumn(metric, format),
        changeColumn(metric, t('changeOf', { metric: metric.name }), format),
      ]),
      { label: t('stage'), numeric: true },
    ],
    rows: [
      ...rows.map(({ name, rank, values, stage }) => [name, rank, ...cellsOf(values), stage?.stage ?? null]),
      [t('company'), null, ...cellsOf(company), null],
    ],
  };
}
