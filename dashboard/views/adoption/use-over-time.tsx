import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import type { Annotation } from '../../charts/annotation-mark.ts';
import { Chart } from '../../charts/chart.tsx';
import type { Days } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { placeOf } from './adoption-metrics.ts';
import { lastOfBoth } from './told-weeks.ts';
import type { AdoptionData } from './use-adoption.ts';
import { useAdoptionMetric } from './use-adoption-metric.ts';
import { useWeeks } from './use-weeks.ts';
import { WeekSeries } from './week-series.tsx';
import { weekTable } from './week-table.ts';

export interface OverTimeProps {
  data: AdoptionData;
  /** What stands on the time axis: annotations, and initiatives by their first day. */
  marked: readonly Annotation[];
  weeks: Days;
  updating: boolean;
}

/** Lasting use beside use at all: a launch moves the one, people who like it move the other. */
export function UseOverTime({ data, marked, weeks: days, updating }: OverTimeProps) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const weeks = useWeeks(data);
  const sustained = useAdoptionMetric('SUSTAINED_ADOPTION');
  const adoption = useAdoptionMetric('ADOPTION');
  const metrics = useMemo(() => [sustained, adoption], [sustained, adoption]);
  const last = lastOfBoth(weeks, placeOf('ADOPTION'), placeOf('SUSTAINED_ADOPTION'));
  return (
    <Chart
      title={t('lasting')}
      note={
        last
          ? t('lastingNote', {
              day: format.shortDay(last.monday),
              active: format.percent(last.one),
              lasting: format.percent(last.other),
            })
          : t('lastingWhat')
      }
      span={7}
      days={days}
      file="adoption"
      table={weekTable(weeks, metrics, { week: t('week'), format })}
      extra={<AnnotateButton annotations={data.annotations} />}
      updating={updating}
    >
      <WeekSeries data={data} marked={marked} label={t('lasting')} metrics={metrics} />
    </Chart>
  );
}
