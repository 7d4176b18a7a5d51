import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import { useMetric } from '../../app/page-context.tsx';
import { useNames } from '../../app/use-names.ts';
import { marksOf } from '../../charts/annotation-marks.ts';
import { bucketDays } from '../../charts/bucket-days.ts';
import { bucketStart } from '../../charts/bucket-start.ts';
import { Chart } from '../../charts/chart.tsx';
import { metricColumn } from '../../charts/metric-column.ts';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useBehind } from '../../charts/use-behind.ts';
import { writeBucket } from '../../charts/write-bucket.ts';
import { granularityFor } from '../../filters/granularity-for.ts';
import { useView } from '../../filters/use-filters.ts';
import type { FiguresProps } from './figures.tsx';
import lines from './lines.module.css';

/** The chosen figure over time, with what happened on the way. */
export function Trend({ id, name, figures, chosen, data, updating }: FiguresProps) {
  const t = useTranslations('department');
  const metric = useMetric(chosen);
  const { format, granularity: ofView, days, zone } = useView();
  const granularity = granularityFor(figures, ofView);
  const behind = useBehind();
  const names = useNames();
  const index = figures.indexOf(chosen);
  const { rows, totals, benchmark } = data.figures;
  const marks = useMemo(
    () => marksOf(data.annotations, { days, departments: [id], nameOf: names.department }),
    [data.annotations, days, id, names],
  );
  const points = useMemo(
    () =>
      rows.map(({ start, values }) => ({
        start: bucketStart(start, granularity, zone),
        value: values[index]?.value ?? null,
      })),
    [rows, granularity, zone, index],
  );
  const series = useMemo(() => [{ name, points }], [name, points]);
  const [own, whole] = [totals[index]?.value ?? null, benchmark[index]?.value ?? null];
  const unanswered = chosen === 'FIRST_RESPONSE_P50' && own === null ? (totals[index]?.denominator ?? 0) : 0;
  const title = t('trend', { metric: metric.name });
  return (
    <Chart
      title={title}
      note={
        own !== null && whole !== null
          ? t('trendNote', { name, value: format.value(metric, own), benchmark: format.value(metric, whole) })
          : undefined
      }
      table={{
        columns: [
          { label: t('time'), format: (start) => writeBucket(String(start), granularity, format) },
          metricColumn(metric, format),
        ],
        rows: points.some(({ value }) => value !== null) ? points.map(({ start, value }) => [start, value]) : [],
      }}
      whenEmpty={
        <p className={lines.quiet}>{unanswered > 0 ? t('trendUnanswered', { count: unanswered }) : t('trendNone')}</p>
      }
      file={`${id}-${chosen.toLowerCase()}`}
      span={7}
      updating={updating}
      extra={<AnnotateButton annotations={data.annotations} />}
    >
      <TimeSeries
        label={title}
        metric={metric}
        series={series}
        granularity={granularity}
        format={format}
        marks={marks}
        height={370}
        onPick={
          behind &&
          (({ start }) =>
            behind.open({ metric: chosen, ...bucketDays(start, granularity, days, zone), departments: [id] }))
        }
      />
    </Chart>
  );
}
