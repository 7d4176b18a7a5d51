import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import type { CatalogueMetric } from '../../app/shell.ts';
import { useNames } from '../../app/use-names.ts';
import { BarTrack } from '../../charts/bar-track.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import lists from '../../lists/list-table.module.css';
import { Delta } from '../../parts/delta.tsx';
import { MetricFigure } from '../../parts/metric-figure.tsx';
import { SmallBasis } from '../../parts/small-basis.tsx';
import { unansweredOf } from '../../parts/unanswered-of.ts';
import styles from './channels.module.css';
import type { ChannelGroup, ChannelKind } from './group-channels.ts';

export interface ChannelTableProps {
  caption: string;
  groups: readonly ChannelGroup<Told>[];
  /** One for each value, in their order. */
  metrics: readonly CatalogueMetric[];
}

/** Channels by kind, each kind with its sum; a number leads to what is behind it. */
export function ChannelTable({ caption, groups, metrics }: ChannelTableProps) {
  const t = useTranslations('channels');
  const names = useNames();
  const filters = useLinkFilters();
  const greatest = Math.max(
    0,
    ...groups.flatMap(({ channels }) => channels.map(({ values }) => values[0]?.value ?? 0)),
  );
  return (
    <table className={`${lists.table} ${styles.table}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('channel')}</th>
          {metrics.map(({ id, name, description }) => (
            <th key={id} scope="col" title={description} data-numeric>
              <Link to="/metrics" search={{ ...filters(), metric: id }} className={styles.heading}>
                {name}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter(({ channels }) => channels.length > 0)
        .map(({ kind, values, channels }) => (
          <tbody key={kind}>
            <tr className={styles.sum}>
              <th scope="rowgroup" data-label={t('kindOf')}>
                <span>{t('kind', { kind })}</span>
              </th>
              <Values values={values} metrics={metrics} at={{ channelKinds: [kind] }} />
            </tr>
            {channels.map(({ id, values: own }) => (
              <tr key={id}>
                <th scope="row" data-label={t('channel')}>
                  <span className={styles.channel}>
                    {names.channel(id)}
                    <BarTrack parts={[{ value: own[0]?.value ?? 0, look: 'strong' }]} greatest={greatest} />
                  </span>
                </th>
                <Values values={own} metrics={metrics} at={{ channels: [id] }} />
              </tr>
            ))}
          </tbody>
        ))}
    </table>
  );
}

interface ValuesProps {
  values: readonly Told[];
  metrics: readonly CatalogueMetric[];
  at: { channels: string[] } | { channelKinds: ChannelKind[] };
}

function Values({ values, metrics, at }: ValuesProps) {
  const t = useTranslations('values');
  const { days, filters, format } = useView();
  const behind = useBehind();
  return metrics.map((metric, index) => {
    const told = values[index];
    const unanswered = told && unansweredOf(metric, told) === 'all';
    const nothing = !told || told.status === 'EMPTY' || told.value === null || (metric.unit === 'count' && !told.value);
    const figure = told && <MetricFigure metric={metric} told={told} format={format} brief />;
    return (
      <td key={metric.id} data-label={metric.name} data-numeric>
        {nothing && told?.status !== 'WITHHELD' && !unanswered ? (
          <span className={lists.faint} title={t('why-EMPTY')}>
            {t('none')}
          </span>
        ) : (
          <span className={styles.value}>
            {told?.change != null && <Delta metric={metric} change={told.change} format={format} />}
            {told && <SmallBasis metric={metric} told={told} />}
            {behind && told?.status !== 'WITHHELD' ? (
              <Link
                to="/behind"
                className={styles.number}
                search={behind.search({
                  metric: metric.id,
                  ...days,
                  departments: filters.department,
                  channels: [],
                  ...at,
                })}
              >
                {figure}
              </Link>
            ) : (
              figure
            )}
          </span>
        )}
      </td>
    );
  });
}
