import type { ResultOf } from 'gql.tada';
import type { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import type { Format } from '../../i18n/format.ts';
import type { departmentsQuery } from './queries.ts';

export interface ComparedRow {
  id: string;
  name: string;
  /** 1 is best; null: nothing to rank. */
  rank: number | null;
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
    since,
    orEarlier,
    values: report.rows.find(({ department }) => department?.id === id)?.values ?? [],
    stage: maturity.find(({ department }) => department.id === id),
  }));
}

/** The same as rows of a file: each value with its change behind it. */
export function comparedTable(
  rows: readonly ComparedRow[],
  metrics: readonly CatalogueMetric[],
  t: ReturnType<typeof useTranslations<'department'>>,
  format: Format,
): ChartTable {
  return {
    columns: [
      { label: t('department') },
      { label: t('rankColumn'), numeric: true },
      ...metrics.flatMap((metric) => [
        { label: metric.name, numeric: true, format: (cell: string | number) => format.value(metric, Number(cell)) },
        {
          label: t('changeOf', { metric: metric.name }),
          numeric: true,
          format: (cell: string | number) => format.change(metric, Number(cell)),
        },
      ]),
      { label: t('stage'), numeric: true },
    ],
    rows: rows.map(({ name, rank, values, stage }) => [
      name,
      rank,
      ...metrics.flatMap((_, index) => [values[index]?.value ?? null, values[index]?.change ?? null]),
      stage?.stage ?? null,
    ]),
  };
}
