import { endOfMonth, parseDate } from '@internationalized/date';
import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import { useMetric } from '../../app/page-context.tsx';
import type { Annotation } from '../../charts/annotation-mark.ts';
import { bucketDays } from '../../charts/bucket-days.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useAnnotations } from '../../charts/use-annotations.ts';
import { useBehind } from '../../charts/use-behind.ts';
import { useView } from '../../filters/use-filters.ts';
import { Warnings } from '../../parts/warnings.tsx';
import type { storyQuery } from './queries.ts';
import { shareSeries, shareTable } from './share-series.ts';
import styles from './social-share.module.css';
import { socialShareSentences } from './social-share-sentences.ts';

export interface SocialShareProps {
  /** What happened, of the company and of any department. */
  annotations: readonly Annotation[];
  trajectory: ResultOf<typeof storyQuery>['socialShare'];
  updating: boolean;
}

/** The social share beside the way to its target, and whether it is on it. */
export function SocialShare({ trajectory, annotations, updating }: SocialShareProps) {
  const t = useTranslations('overview');
  const metric = useMetric('SOCIAL_SHARE');
  const { format, today, zone } = useView();
  const behind = useBehind();
  const months = useMemo(() => monthsOf(trajectory.points), [trajectory]);
  const marks = useAnnotations(annotations, months);
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
      days={months}
      extra={<AnnotateButton annotations={annotations} />}
      span={7}
      updating={updating}
    >
      <p className={styles.status} data-status={trajectory.status}>
        <strong>{status}</strong> {rest.join(' ')}
      </p>
      <Warnings warnings={trajectory.warnings} format={format} />
      <TimeSeries
        label={t('shareChart', target)}
        metric={metric}
        series={series}
        granularity="MONTH"
        marks={marks}
        format={format}
        height={330}
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

function monthsOf(points: SocialShareProps['trajectory']['points']) {
  const [first = '', last = ''] = [points[0]?.month, points.at(-1)?.month];
  return { from: first, to: last && endOfMonth(parseDate(last)).toString() };
}
