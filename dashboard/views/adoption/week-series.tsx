import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { CatalogueMetric } from '../../app/shell.ts';
import type { Annotation } from '../../charts/annotation-mark.ts';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useAnnotations } from '../../charts/use-annotations.ts';
import { useBehind } from '../../charts/use-behind.ts';
import { addDays } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { type AdoptionMetric, placeOf } from './adoption-metrics.ts';
import { withheldWeeks } from './told-weeks.ts';
import type { AdoptionData } from './use-adoption.ts';
import { useWeeks } from './use-weeks.ts';
import styles from './week-series.module.css';

export interface WeekSeriesProps {
  data: AdoptionData;
  marked: readonly Annotation[];
  label: string;
  /** Of one unit; a click leads to what is behind a week of the first one. */
  metrics: readonly (CatalogueMetric & { id: AdoptionMetric })[];
}

/** Metrics by week; weeks that are withheld are gaps, and counted in words, for each metric. */
export function WeekSeries({ data, marked, label, metrics }: WeekSeriesProps) {
  const t = useTranslations('adoption');
  const { format } = useView();
  const weeks = useWeeks(data);
  const marks = useAnnotations(marked, data.weekly.range);
  const behind = useBehind();
  const [first] = metrics;
  const series = useMemo(
    () =>
      metrics.map(({ id, name }) => ({
        name,
        points: weeks.map(({ monday, values }) => ({ start: monday, value: values[placeOf(id)]?.value ?? null })),
      })),
    [metrics, weeks],
  );
  const open = useMemo(
    () =>
      behind &&
      (({ start }: { start: string }) =>
        first && behind.open({ metric: first.id, from: start, to: addDays(start, 6), channels: [] })),
    [behind, first],
  );
  if (!first) return null;
  const gaps = metrics.map(({ id, name }) => ({ name, withheld: withheldWeeks(weeks, placeOf(id)) }));
  const most = Math.max(...gaps.map(({ withheld }) => withheld));
  const told = series.some(({ points }) => points.some(({ value }) => value !== null));
  return (
    <>
      {told && (
        <TimeSeries
          label={label}
          metric={first}
          series={series}
          granularity="WEEK"
          format={format}
          marks={marks}
          onPick={open}
        />
      )}
      {told &&
        gaps
          .filter(({ withheld }) => withheld > 0)
          .map(({ name, withheld }) => (
            <p key={name} className={styles.gaps}>
              {metrics.length > 1 && `${name}: `}
              {t(withheld < weeks.length ? 'gaps' : 'noLine', { withheld, weeks: weeks.length })}
            </p>
          ))}
      {!told && (
        <p className={styles.nothing}>
          {most > 0 ? t('allWithheld', { withheld: most, weeks: weeks.length }) : t('nothing')}
        </p>
      )}
    </>
  );
}
