import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import { useMay, useMetric, usePage } from '../../app/page-context.tsx';
import { Chart } from '../../charts/chart.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useAnnotations } from '../../charts/use-annotations.ts';
import type { Days } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { Button } from '../../parts/button.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { shareSeries, shareTable } from '../overview/share-series.ts';
import { socialShareSentences } from '../overview/social-share-sentences.ts';
import { BenchmarkForm } from './benchmark-form.tsx';
import type { GoalsData } from './goal.ts';
import styles from './goals.module.css';
import { StandingPill } from './standing-pill.tsx';

export interface ShareGoalProps {
  data: GoalsData;
  /** Whose share it is; null: the company's. */
  department: string | null;
  months: Days;
  updating: boolean;
}

const standings = {
  REACHED: 'reached',
  ON_TRACK: 'onTrack',
  BEHIND: 'behind',
  MISSED: 'missed',
  UNKNOWN: 'unknown',
} as const;

/** The goal that every company here has: the share of customer conversations on social channels, and the way there. */
export function ShareGoal({ data, department, months, updating }: ShareGoalProps) {
  const t = useTranslations('goals');
  const tShare = useTranslations('overview');
  const { format } = useView();
  const metric = useMetric('SOCIAL_SHARE');
  const may = useMay('PLANS');
  const { departments } = usePage().shell.organisation;
  const [setting, setSetting] = useState(false);
  const trajectory = data.socialShare;
  const { points, citation, ownBenchmark } = trajectory;
  const marks = useAnnotations(data.annotations, months);
  const series = useMemo(() => shareSeries(points, tShare), [points, tShare]);
  const table = useMemo(() => shareTable(points, tShare, format), [points, tShare, format]);
  const target = { target: format.percent(trajectory.target), date: format.day(trajectory.targetDate) };
  const [status, ...rest] = socialShareSentences(trajectory, tShare, format);
  const name = departments.find(({ id }) => id === department)?.name;
  return (
    <Chart
      title={name ? t('shareOf', { name }) : t('share')}
      note={t('shareFrom', {
        ...target,
        baseline: format.percent(trajectory.baseline),
        begin: format.day(trajectory.baselineDate),
        whose: department === null ? 'company' : ownBenchmark ? 'own' : 'companys',
        citation,
      })}
      table={table}
      days={months}
      file={`social-share-goal${department ? `-${department}` : ''}`}
      extra={<AnnotateButton annotations={data.annotations} />}
      updating={updating}
    >
      <div className={styles.verdict}>
        <StandingPill standing={standings[trajectory.status]} />
        <p>
          <strong>{status}</strong> {rest.join(' ')}
        </p>
        {may && (
          <span className="unprinted">
            <Button onClick={() => setSetting(true)}>{t('setBenchmark')}</Button>
          </span>
        )}
      </div>
      <Warnings warnings={trajectory.warnings} format={format} />
      <TimeSeries
        label={tShare('shareChart', target)}
        metric={metric}
        series={series}
        granularity="MONTH"
        format={format}
        marks={marks}
      />
      {setting && <BenchmarkForm trajectory={trajectory} department={department} onClose={() => setSetting(false)} />}
    </Chart>
  );
}
