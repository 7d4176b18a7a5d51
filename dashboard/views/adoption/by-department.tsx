import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { Chart } from '../../charts/chart.tsx';
import tables from '../../charts/data-table.module.css';
import { metricColumn } from '../../charts/metric-column.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import { IncompleteNote } from '../../parts/incomplete-note.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { adoptionMetrics } from './adoption-metrics.ts';
import styles from './by-department.module.css';
import type { AdoptionData } from './use-adoption.ts';

export interface ByDepartmentProps {
  data: AdoptionData;
  /** Departments of which nobody said how many people they have. */
  untold: readonly { id: string; name: string }[];
  updating: boolean;
}

/** The same figures for each department, all weeks together. */
export function ByDepartment({ data, untold, updating }: ByDepartmentProps) {
  const t = useTranslations('adoption');
  const { format, filters } = useView();
  const links = useLinkFilters();
  const active = useMetric('ACTIVE_EMPLOYEES');
  const metrics = [
    active,
    useMetric('ADOPTION'),
    useMetric('SUSTAINED_ADOPTION'),
    useMetric('LEADERSHIP_ACTIVITY'),
    useMetric('AMBASSADORS'),
  ];
  const { rows } = data.byDepartment;
  return (
    <Chart
      title={t('byDepartment')}
      note={
        untold.length > 0 ? t('untold', { names: format.list(untold.map(({ name }) => name)) }) : t('byDepartmentWhat')
      }
      file="adoption-by-department"
      table={{
        columns: [{ label: t('department') }, ...metrics.map((metric) => metricColumn(metric, format))],
        rows: rows.map(({ department, values }) => [
          department?.name ?? t('noDepartment'),
          ...values.map(({ value }) => value),
        ]),
      }}
      updating={updating}
      days={data.weekly.range}
      follows={[]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.wide} aria-label={t('byDepartment')} tabIndex={0}>
        <table className={`${tables.table} ${styles.table}`}>
          <caption className="unseen">{t('byDepartment')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('department')}</th>
              {metrics.map(({ id, name }) => (
                <th key={id} scope="col" data-numeric>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ department, values }) => (
              <tr
                key={department?.id ?? ''}
                data-chosen={department !== null && filters.department.includes(department.id)}
              >
                <th scope="row">
                  {department ? (
                    <Link to="/departments/$department" params={{ department: department.id }} search={links()}>
                      {department.name}
                    </Link>
                  ) : (
                    t('noDepartment')
                  )}
                </th>
                {metrics.map((metric, at) => {
                  const told = values[at];
                  const uncounted = told?.status === 'EMPTY' && untold.some(({ id }) => id === department?.id);
                  return (
                    <td key={metric.id} data-numeric>
                      {uncounted && adoptionMetrics[at] !== 'AMBASSADORS' ? (
                        <span className={styles.missing}>{t('noHeadcount')}</span>
                      ) : (
                        told && <MetricFigure metric={metric} told={told} format={format} brief />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <IncompleteNote told={rows.flatMap(({ values }) => values)} />
    </Chart>
  );
}
