import { Link } from '@tanstack/react-router';
import type { ResultOf } from 'gql.tada';
import { useTranslations } from 'use-intl';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { Chart } from '../../charts/chart.tsx';
import { metricColumn } from '../../charts/metric-column.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from '../../parts/comparison-table.module.css';
import { Delta } from '../../parts/delta.tsx';
import { IncompleteNote } from '../../parts/incomplete-note.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { SmallBasis } from '../../parts/small-basis.tsx';
import { channelMetrics } from './department-metrics.ts';
import lines from './lines.module.css';
import type { departmentQuery } from './queries.ts';

export interface ChannelsPanelProps {
  id: string;
  rows: ResultOf<typeof departmentQuery>['channels']['rows'];
  updating: boolean;
}

/** The channels of a department in which something happened, the liveliest first. */
export function ChannelsPanel({ id, rows, updating }: ChannelsPanelProps) {
  const t = useTranslations('department');
  const { format } = useView();
  const { metrics } = usePage().shell;
  const filters = useLinkFilters();
  const names = useNames();
  const columns = channelMetrics.flatMap((one) => metrics.find((metric) => metric.id === one) ?? []);
  const alive = rows
    .filter(({ values }) => (values[0]?.value ?? 0) > 0)
    .toSorted((one, other) => (other.values[0]?.value ?? 0) - (one.values[0]?.value ?? 0));
  return (
    <Chart
      title={t('channels')}
      note={t('channelsNote')}
      table={{
        columns: [{ label: t('channel') }, ...columns.map((metric) => metricColumn(metric, format))],
        rows: alive.map(({ channel, values }) => [
          names.channel(channel?.id ?? ''),
          ...channelMetrics.map((_, index) => values[index]?.value ?? null),
        ]),
      }}
      whenEmpty={<p className={lines.quiet}>{t('channelsNone')}</p>}
      file={`${id}-channels`}
      follows={['period', 'zone']}
      updating={updating}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.scroll} aria-label={t('channels')} tabIndex={0}>
        <table className={`${styles.table} ${styles.narrow}`}>
          <thead>
            <tr>
              <th scope="col">{t('channel')}</th>
              {columns.map(({ id: metric, name }) => (
                <th key={metric} scope="col" className={styles.numeric}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {alive.map(({ channel, values }) => (
              <tr key={channel?.id}>
                <th scope="row">
                  <Link to="/channels" search={filters({ department: [id], channel: channel ? [channel.id] : [] })}>
                    {names.channel(channel?.id ?? '')}
                  </Link>
                </th>
                {columns.map((metric, index) => {
                  const told = values[index];
                  return (
                    <td key={metric.id} className={styles.numeric} data-label={metric.name}>
                      {told && <MetricFigure metric={metric} told={told} format={format} brief />}
                      {told && <SmallBasis metric={metric} told={told} />}
                      <span className={styles.second}>
                        <Delta metric={metric} change={told?.change} format={format} />
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <IncompleteNote told={alive.flatMap(({ values }) => values)} />
    </Chart>
  );
}
