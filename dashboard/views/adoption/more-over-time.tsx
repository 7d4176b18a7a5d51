import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import { Chart } from '../../charts/chart.tsx';
import { useView } from '../../filters/use-filters.ts';
import { Select } from '../../parts/select.tsx';
import { useAdoptionMetric } from './use-adoption-metric.ts';
import type { OverTimeProps } from './use-over-time.tsx';
import { useWeeks } from './use-weeks.ts';
import styles from './week-series.module.css';
import { WeekSeries } from './week-series.tsx';
import { weekTable } from './week-table.ts';

export interface MoreOverTimeProps extends OverTimeProps {
  /** Columns of the page's grid. */
  span?: 5 | 12;
}

/** How many take part, whether those who lead do, and who speaks outside: one of them by week. */
export function MoreOverTime({ data, marked, weeks: days, updating, span = 5 }: MoreOverTimeProps) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const weeks = useWeeks(data);
  const choices = [
    useAdoptionMetric('ACTIVE_EMPLOYEES'),
    useAdoptionMetric('LEADERSHIP_ACTIVITY'),
    useAdoptionMetric('AMBASSADORS'),
  ] as const;
  const [chosen, choose] = useState<string>(choices[0].id);
  const metric = choices.find(({ id }) => id === chosen) ?? choices[0];
  const metrics = useMemo(() => [metric], [metric]);
  return (
    <Chart
      title={metric.name}
      note={t(`what-${metric.id}`)}
      span={span}
      days={days}
      file={metric.id.toLowerCase().replaceAll('_', '-')}
      table={weekTable(weeks, metrics, { week: t('week'), format })}
      extra={<AnnotateButton annotations={data.annotations} />}
      updating={updating}
    >
      <div className={`${styles.choice} unprinted`}>
        <Select
          label={t('choose')}
          value={metric.id}
          onChange={choose}
          options={choices.map(({ id, name }) => ({ id: id as string, name }))}
        />
      </div>
      <WeekSeries data={data} marked={marked} label={metric.name} metrics={metrics} />
    </Chart>
  );
}
