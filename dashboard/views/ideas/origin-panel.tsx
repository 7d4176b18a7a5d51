import type { ResultOf } from 'gql.tada';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { AnnotateButton } from '../../annotations/annotate-button.tsx';
import { useFormat, useMetric } from '../../app/page-context.tsx';
import { bucketStart } from '../../charts/bucket-start.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useAnnotations } from '../../charts/use-annotations.ts';
import { writeBucket } from '../../charts/write-bucket.ts';
import { granularityFor } from '../../filters/granularity-for.ts';
import { useView } from '../../filters/use-filters.ts';
import { ideaMetrics } from './idea-metrics.ts';
import type { ideasQuery } from './queries.ts';

type Answer = ResultOf<typeof ideasQuery>;

export interface OriginPanelProps {
  rows: Answer['trend']['rows'];
  annotations: Answer['annotations'];
  updating: boolean;
}

/** Ideas over time, by whether they came from outside or from employees. */
export function OriginPanel({ rows, annotations, updating }: OriginPanelProps) {
  const t = useTranslations('ideas');
  const granularity = granularityFor(ideaMetrics, useView().granularity);
  // Ideas are told by the organisation's own days.
  const format = useFormat();
  const metric = useMetric('IDEAS');
  const marks = useAnnotations(annotations);
  const points = useMemo(
    () =>
      rows.map(({ start, values: [all, outside] }) => ({
        start: bucketStart(start, granularity, format.zone),
        outside: outside?.numerator ?? null,
        inside: all?.value == null || outside?.numerator == null ? null : all.value - outside.numerator,
      })),
    [rows, granularity, format.zone],
  );
  const series = useMemo(
    () =>
      (['outside', 'inside'] as const).map((origin) => ({
        name: t(origin),
        points: points.map((point) => ({ start: point.start, value: point[origin] })),
      })),
    [points, t],
  );
  const number = (cell: string | number) => format.number(Number(cell));
  return (
    <Chart
      title={t('origin')}
      note={t('originNote')}
      file="ideas-by-origin"
      span={7}
      updating={updating}
      extra={<AnnotateButton annotations={annotations} />}
      table={{
        columns: [
          { label: t('time'), format: (start) => writeBucket(String(start), granularity, format) },
          { label: t('outside'), numeric: true, format: number },
          { label: t('inside'), numeric: true, format: number },
        ],
        rows: points.map(({ start, outside, inside }) => [start, outside, inside]),
      }}
    >
      <TimeSeries
        label={t('origin')}
        metric={metric}
        series={series}
        granularity={granularity}
        format={format}
        marks={marks}
      />
    </Chart>
  );
}
