import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Told } from '../../api/told-value.ts';
import { usePage } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { Chart } from '../../charts/chart.tsx';
import { metricColumn } from '../../charts/metric-column.ts';
import type { Days } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { IncompleteNote } from '../../parts/incomplete-note.tsx';
import { Notice } from '../../parts/notice.tsx';
import { channelMetrics } from './channel-metrics.ts';
import { ChannelTable } from './channel-table.tsx';
import styles from './channels.module.css';
import { type ChannelKind, groupChannels } from './group-channels.ts';

export interface ChannelsPanelProps {
  byKind: readonly { channelKind: ChannelKind | null; values: readonly Told[] }[];
  byChannel: readonly { channel: { id: string } | null; values: readonly Told[] }[];
  compared: Days | null;
  updating: boolean;
}

/** Every channel in which something happened, by kind; the others by their names alone. */
export function ChannelsPanel({ byKind, byChannel, compared, updating }: ChannelsPanelProps) {
  const t = useTranslations('channels');
  const { shell } = usePage();
  const { format } = useView();
  const names = useNames();
  const { channels } = shell.organisation;
  const groups = useMemo(() => groupChannels({ byKind, byChannel, channels }), [byKind, byChannel, channels]);
  const metrics = channelMetrics.flatMap((id) => shell.metrics.find((metric) => metric.id === id) ?? []);
  const quiet = groups.flatMap((group) => group.quiet).map(names.channel);
  return (
    <Chart
      title={t('byChannel')}
      note={compared ? t('comparedWith', { days: format.days(compared.from, compared.to) }) : t('byChannelNote')}
      file="channels"
      updating={updating}
      whenEmpty={
        <Notice title={t('nothingTitle')} level={3}>
          <p>{t('nothingText')}</p>
        </Notice>
      }
      table={{
        columns: [
          { label: t('channel') },
          { label: t('kindOf') },
          ...metrics.map((metric) => metricColumn(metric, format)),
        ],
        rows: groups.flatMap(({ kind, channels: own }) =>
          own.map(({ id, values }) => [
            names.channel(id),
            t('kind', { kind }),
            ...values.map(({ status, value }) => (status === 'EMPTY' ? null : value)),
          ]),
        ),
      }}
    >
      <ChannelTable caption={t('byChannel')} groups={groups} metrics={metrics} />
      <IncompleteNote
        told={groups.flatMap(({ values, channels: own }) => [values, ...own.map((one) => one.values)].flat())}
      />
      {quiet.length > 0 && <p className={styles.quiet}>{t('quiet', { channels: format.list(quiet) })}</p>}
    </Chart>
  );
}
