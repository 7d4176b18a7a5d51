import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useMetric } from '../../app/page-context.tsx';
import { bucketDays } from '../../charts/bucket-days.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import { useView } from '../../filters/use-filters.ts';
import type { storyQuery } from './queries.ts';
import { shareSeries, shareTable } from './share-series.ts';
import styles from './social-share.module.css';
import { socialShareSentences } from './social-share-sentences.ts';

export interface SocialShareProps {
  trajectory: ResultOf<typeof storyQuery>['socialShare'];
  updating: boolean;
  /** Of the picture, in pixels. */
  height: number;
}

/** The social share beside the way to its target, and whether it is on it. */
export function SocialShare({ trajectory, updating, height }: SocialShareProps) {
  const t = useTranslations('overview');
  const metric = useMetric('SOCIAL_SHARE');
  const { format, today, zone } = useView();
  const behind = useBehind();
  const series = useMemo(() => shareSeries(trajectory.points, t), [trajectory, t]);
  const table = useMemo(() => shareTable(trajectory.points, t, format), [trajectory, t, format]);
  const target = { target: format.percent(trajectory.target), date: format.day(trajectory.targetDate) };
  const [status, ...rest] = socialShareSentences(trajectory, t, format);
  return (
    <Chart
      title={t('share')}
      note={t('shareSource', { ...target, citation: trajectory.citation })}
      table={table}
      file="social-share"
      span={6}
      updating={updating}
    >
      <p className={styles.status} data-status={trajectory.status}>
        <strong>{status}</strong> {rest.join(' ')}
      </p>
      {trajectory.warnings.map(({ code, message }) => (
        <p key={code} className={styles.warning}>
          {message}
        </p>
      ))}
      <TimeSeries
        label={t('shareChart', target)}
        metric={metric}
        series={series}
        granularity="MONTH"
        format={format}
        height={height}
        onPick={
          behind &&
          (({ start }) => {
            if (start > today) return;
            behind.open({
              metric: 'SOCIAL_SHARE',
              ...bucketDays(start, 'MONTH', { from: start, to: today }, zone),
              departments: [],
            });
          })
        }
      />
    </Chart>
  );
}
