import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { BarMultiples } from '../../charts/bar-multiples.tsx';
import { channelKinds } from '../../charts/behind-link.ts';
import { bucketDays } from '../../charts/bucket-days.ts';
import { bucketStart } from '../../charts/bucket-start.ts';
import { Chart } from '../../charts/chart.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import { writeBucket } from '../../charts/write-bucket.ts';
import { useView } from '../../filters/use-filters.ts';
import type { ChannelKind } from './group-channels.ts';

export interface MixPanelProps {
  rows: readonly {
    start: string | null;
    channelKind: ChannelKind | null;
    values: readonly { value: number | null }[];
  }[];
  updating: boolean;
}

/** How much happened in each kind of channel over time, on one scale. */
export function MixPanel({ rows, updating }: MixPanelProps) {
  const t = useTranslations('channels');
  const tCharts = useTranslations('charts');
  const metric = useMetric('INTERACTIONS');
  const { days, filters, granularity, zone, format } = useView();
  const behind = useBehind();
  const series = useMemo(
    () =>
      channelKinds.map((kind) => ({
        name: t('kind', { kind }),
        points: rows
          .filter(({ channelKind }) => channelKind === kind)
          .map(({ start, values }) => ({
            start: bucketStart(start, granularity, zone),
            value: values[0]?.value ?? null,
          })),
      })),
    [rows, granularity, zone, t],
  );
  const silent = series.every(({ points }) => points.every(({ value }) => !value));
  const onPick = useMemo(
    () =>
      behind &&
      (({ series: name, start }: { series: string; start: string }) =>
        behind.open({
          metric: 'INTERACTIONS',
          ...bucketDays(start, granularity, days, zone),
          departments: filters.department,
          channels: [],
          channelKinds: channelKinds.filter((kind) => t('kind', { kind }) === name),
        })),
    [behind, granularity, days, zone, filters.department, t],
  );
  return (
    <Chart
      title={t('mix')}
      note={t('mixNote')}
      span={8}
      file="channels-over-time"
      updating={updating}
      table={{
        columns: [
          {
            label: tCharts('time'),
            format: (start) => writeBucket(String(start), granularity, format),
          },
          ...series.map(({ name }) => ({
            label: name,
            numeric: true,
            format: (value: string | number) => format.number(Number(value)),
          })),
        ],
        rows: (silent ? [] : (series[0]?.points ?? [])).map(({ start }, index) => [
          start,
          ...series.map(({ points }) => points[index]?.value ?? null),
        ]),
      }}
    >
      <BarMultiples label={t('mix')} {...{ metric, series, granularity, format, onPick }} />
    </Chart>
  );
}
