import { useMemo } from 'react';
import { useLiveReport } from '../../api/live-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { usePage } from '../../app/page-context.tsx';
import type { MetricName } from '../../app/shell.ts';
import { type Days, wholeWeeksIn } from '../../filters/span.ts';
import { useView } from '../../filters/use-filters.ts';
import { liveDays } from '../../lists/live-days.ts';
import type { ToldValue } from '../../parts/metric-figure.tsx';
import { toldByWeek } from './group-metrics.ts';
import { metricValuesQuery } from './queries.ts';

export interface MetricValues {
  /** Undefined: it is still asked for. Null: these days hold no whole week to tell it of. */
  of: (id: MetricName) => ToldValue | null | undefined;
  /** The whole weeks of numbers that are told by these. */
  weeks: Days | undefined;
}

/** The values of all metrics over the days of the view, asked for once the catalogue is known. */
export function useMetricValues(catalogue: readonly { id: MetricName; family: string }[] | undefined): MetricValues {
  const { language } = usePage();
  const { days, filters, input, zone } = useView();
  const weeks = useMemo(() => wholeWeeksIn(days), [days]);
  const variables = useMemo(() => {
    const { filter: _channels, compareTo: _before, timeZone: _zone, ...span } = input;
    const own = filters.department.length > 0 ? { filter: { departments: filters.department } } : {};
    const byWeek = (catalogue ?? []).filter(toldByWeek).map(({ id }) => id);
    const byDay = (catalogue ?? []).filter((metric) => !toldByWeek(metric)).map(({ id }) => id);
    return {
      days: { ...span, ...own, metrics: byDay, ...(filters.zone && { timeZone: filters.zone }) },
      weeks: { range: weeks ?? days, ...own, metrics: byWeek },
      withWeeks: weeks !== undefined,
      language,
    };
  }, [catalogue, input, filters, days, weeks, language]);
  useLiveReport(useMemo(() => ({ metrics: ['INTERACTIONS'], range: liveDays(days), timeZone: zone }), [days, zone]));
  const answer = useAnswer(metricValuesQuery, variables, { pause: catalogue === undefined });
  const data = answer.kind === 'ready' ? answer.data : undefined;
  const failed = answer.kind === 'failed';
  return useMemo(() => {
    const all = [...(data?.days.totals ?? []), ...(data?.weeks?.totals ?? [])];
    const told = new Map(all.map((value) => [value.metric.id, value]));
    return { of: (id) => told.get(id) ?? (data || failed ? null : undefined), weeks };
  }, [data, failed, weeks]);
}
