import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { metricColumn } from '../../charts/metric-column.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from '../../parts/comparison-table.module.css';
import { Delta } from '../../parts/delta.tsx';
import { IncompleteNote } from '../../parts/incomplete-note.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { type AnsweringRow, answeringRows } from './answering-rows.ts';
import { answerMetrics } from './overview-metrics.ts';
import type { numbersQuery } from './queries.ts';
import { slowestOf, slowestSentence } from './slowest-sentence.ts';

export interface AnsweringProps {
  data: ResultOf<typeof numbersQuery>;
  updating: boolean;
}

/** How departments answer, the slowest named with the week since which it is. */
export function Answering({ data, updating }: AnsweringProps) {
  const t = useTranslations('overview');
  const { format } = useView();
  const { metrics } = usePage().shell;
  const names = useNames();
  const rows = useMemo(() => answeringRows(data, names.department), [data, names]);
  const shown = answerMetrics.flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
  const table: ChartTable = {
    columns: [{ label: t('departmentColumn') }, ...shown.map((metric) => metricColumn(metric, format))],
    rows: rows.map(({ name, values }) => [name, ...answerMetrics.map((id) => values[id].value)]),
  };
  const marks = marksOf(rows, t, format.day);
  return (
    <Chart
      title={t('answering')}
      note={slowestSentence(rows, t, format)}
      table={table}
      file="answering"
      updating={updating}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.scroll} aria-label={t('answering')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('departmentColumn')}</th>
              {shown.map(({ id, name }) => (
                <th key={id} scope="col" className={styles.numeric}>
                  {name}
                </th>
              ))}
              <th scope="col" className={styles.course}>
                {t('trendColumn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} mark={marks.get(row.id)} />
            ))}
          </tbody>
        </table>
      </section>
      <IncompleteNote told={rows.flatMap(({ values }) => Object.values(values))} />
    </Chart>
  );
}

function Row({ row, mark }: { row: AnsweringRow; mark: string | undefined }) {
  const t = useTranslations('overview');
  const { metrics } = usePage().shell;
  const { format } = useView();
  const filters = useLinkFilters();
  return (
    <tr>
      <th scope="row">
        <Link
          to="/departments/$department"
          params={{ department: row.id }}
          search={{ ...filters({ department: [] }), metric: 'FIRST_RESPONSE_P50' }}
        >
          {row.name}
        </Link>
        {mark && <span className={styles.mark}>{mark}</span>}
      </th>
      {row.asked === 0 ? (
        <td colSpan={answerMetrics.length + 1} className={styles.none}>
          {t('noEnquiries')}
        </td>
      ) : (
        <>
          {answerMetrics.map((id) => {
            const metric = metrics.find((one) => one.id === id);
            return (
              metric && (
                <td key={id} className={styles.numeric} data-label={metric.name}>
                  <MetricFigure metric={metric} told={row.values[id]} format={format} brief />
                  <span className={styles.second}>
                    <Delta metric={metric} change={row.values[id].change} format={format} />
                  </span>
                </td>
              )
            );
          })}
          <td
            className={styles.course}
            data-label={row.course.some((value) => value !== null) ? t('trendColumn') : undefined}
          >
            {row.course.some((value) => value !== null) && (
              <Sparkline values={row.course} label={t('trendOf', { name: row.name })} height={34} />
            )}
          </td>
        </>
      )}
    </tr>
  );
}

/** What is said of the slowest and the fastest. */
function marksOf(
  rows: readonly AnsweringRow[],
  t: ReturnType<typeof useTranslations<'overview'>>,
  day: (at: string) => string,
) {
  const slowest = slowestOf(rows);
  const fastest = slowest.length > 0 ? rows.filter(({ rank }) => rank === 1) : [];
  const marks = new Map<string, string>();
  for (const [word, those] of [['slowestMark', slowest] as const, ['fastestMark', fastest] as const]) {
    for (const { id, since, orEarlier } of those) {
      const mark = t(word, { count: those.length });
      marks.set(id, since === null ? mark : t(orEarlier ? 'sinceEarlier' : 'sinceDay', { mark, day: day(since) }));
    }
  }
  return marks;
}
