import { Link, useNavigate } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import { useMetric, usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { Chart } from '../../charts/chart.tsx';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from '../../parts/comparison-table.module.css';
import { Delta } from '../../parts/delta.tsx';
import { IncompleteNote } from '../../parts/incomplete-note.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { Select } from '../../parts/select.tsx';
import { SmallBasis } from '../../parts/small-basis.tsx';
import { unansweredOf } from '../../parts/unanswered-of.ts';
import choice from './compared.module.css';
import { columnsFor, type RankedMetric } from './compared-metrics.ts';
import { type ComparedRow, comparedRows, comparedTable } from './compared-rows.ts';
import type { departmentsQuery } from './queries.ts';
import { Steps } from './steps.tsx';

export interface ComparedProps {
  data: ResultOf<typeof departmentsQuery>;
  /** By what they are ranked. */
  by: RankedMetric;
  updating: boolean;
}

/** A row for each department, best first, and the company below; the heading of a column ranks by it. */
export function Compared({ data, by, updating }: ComparedProps) {
  const t = useTranslations('department');
  const tValues = useTranslations('values');
  const { format, today } = useView();
  const navigate = useNavigate();
  const { to } = data.report.range;
  const isRecent = Date.parse(today) - Date.parse(to) <= 86_400_000;
  const overdueAt = t('overdueAt', { at: isRecent ? 'now' : 'then', day: format.shortDay(to) });
  const compared = data.report.comparedRange;
  const { metrics } = usePage().shell;
  const filters = useLinkFilters();
  const names = useNames();
  const ids = columnsFor(by);
  const ranked = useMetric(by);
  const columns = ids.flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
  const rows = comparedRows(data, names.department);
  return (
    <Chart
      title={t('rankedBy', { metric: ranked.name })}
      note={
        <>
          <span title={ranked.description}>{t('rankedNote')}</span>{' '}
          <span className={choice.heading}>{t('rankedHeading')}</span>{' '}
          {compared && tValues('against', { days: format.days(compared.from, compared.to) })}
        </>
      }
      table={comparedTable(rows, data.report.totals, columns, t, format)}
      file={`departments-${by.toLowerCase()}`}
      updating={updating}
    >
      <div className={`${choice.select} unprinted`}>
        <Select
          label={t('rankByChoice')}
          value={by}
          onChange={(id) => void navigate({ to: '/departments', search: { ...filters(), by: id }, resetScroll: false })}
          options={columns.map(({ id, name }) => ({ id, name: t('rankBy', { metric: name }) }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.scroll} aria-label={t('title')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('department')}</th>
              {columns.map(({ id, name }) => (
                <th
                  key={id}
                  scope="col"
                  className={`${styles.numeric} ${id === by ? styles.chosen : ''}`}
                  aria-sort={id === by ? 'other' : undefined}
                >
                  <Link to="/departments" search={{ ...filters(), by: id }} title={t('rankBy', { metric: name })}>
                    {name}
                  </Link>
                  {id === 'OVERDUE' && <span className={styles.mark}>{overdueAt}</span>}
                </th>
              ))}
              <th scope="col">{t('stage')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} ids={ids} by={by} at={overdueAt} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('company')}</th>
              {ids.map((id, index) => (
                <Value key={id} id={id} told={data.report.totals[index]} chosen={id === by} at={overdueAt} />
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <IncompleteNote told={[...rows.flatMap(({ values }) => values), ...data.report.totals]} />
    </Chart>
  );
}

interface RowProps {
  row: ComparedRow;
  ids: readonly RankedMetric[];
  by: RankedMetric;
  /** When what is overdue was counted, in words. */
  at: string;
}

function Row({ row, ids, by, at }: RowProps) {
  const t = useTranslations('department');
  const { format } = useView();
  const filters = useLinkFilters();
  const { id, name, rank, shared, since, orEarlier, values, stage } = row;
  const never = unansweredOf({ id: by }, values[ids.indexOf(by)] ?? { value: null }) === 'all';
  return (
    <tr>
      <th scope="row">
        <Link
          to="/departments/$department"
          params={{ department: id }}
          search={{ ...filters({ department: [] }), metric: by }}
        >
          {name}
        </Link>
        <span className={`${styles.mark} number`}>
          {rank === null
            ? t('noRank')
            : t('rank', {
                rank,
                shared: String(shared),
                since: since !== null ? (orEarlier ? 'earlier' : 'day') : never ? 'never' : 'none',
                day: since === null ? '' : format.day(since),
              })}
        </span>
      </th>
      {ids.map((metric, index) => (
        <Value key={metric} id={metric} told={values[index]} chosen={metric === by} at={at} />
      ))}
      <td data-label={t('stage')}>
        {stage && (
          <>
            <Steps stage={stage.stage} />
            <span className={styles.mark}>{t('stageNamed', stage)}</span>
          </>
        )}
      </td>
    </tr>
  );
}

interface ValueProps {
  id: RankedMetric;
  told: Told | undefined;
  chosen: boolean;
  at: string;
}

function Value({ id, told, chosen, at }: ValueProps) {
  const metric = useMetric(id);
  const { format } = useView();
  const label = id === 'OVERDUE' ? `${metric.name}, ${at}` : metric.name;
  return (
    <td className={`${styles.numeric} ${chosen ? styles.chosen : ''}`} data-label={label}>
      {told && <MetricFigure metric={metric} told={told} format={format} brief />}
      {told && <SmallBasis metric={metric} told={told} />}
      <span className={styles.second}>
        <Delta metric={metric} change={told?.change} format={format} />
      </span>
    </td>
  );
}
