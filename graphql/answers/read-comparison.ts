import type { Comparison } from '../../shared/buckets.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { Compared } from '../../shared/notable-changes.ts';
import { notableMetrics, settlingDays, spreadOf } from '../../shared/notable-metrics.ts';
import type { DayRange, ReportWindow } from '../../shared/report-windows.ts';
import { addDays, daysBetween, type Zone } from '../../shared/zone.ts';
import { type AnsweredReport, answerReport, comparedDaysOf, daysOfReport, zoneOfReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportRequest } from '../plan/report.ts';
import { dispersionsOf, everything, seriesGranularity } from './dispersions.ts';

/** Which days are compared with which, and in what. */
export interface ComparisonQuestion {
  range?: DayRange | undefined;
  window?: ReportWindow | undefined;
  compareTo: Comparison;
  departments?: readonly string[] | undefined;
  channels?: readonly string[] | undefined;
  timeZone?: string | undefined;
}

/**
 * The notable metrics of two periods by department (and of the company, unless departments are asked for) or by channel, from
 * three reports: the values with those before, the earlier days by themselves for what their values rest on, and the counts
 * by day, week or month for how much they vary.
 */
export async function readComparison(
  by: 'DEPARTMENT' | 'CHANNEL',
  question: ComparisonQuestion,
  context: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<Compared<MetricValue>[]> {
  const { range, window, compareTo, departments, channels, timeZone } = question;
  const metrics = notableMetrics.filter(({ id }) =>
    by === 'DEPARTMENT' && !channels ? true : findMetric(id)?.dimensions.includes('CHANNEL'),
  );
  const ask = (over: Pick<ReportRequest, 'metrics' | 'range' | 'window' | 'granularity' | 'compareTo'>) =>
    answerReport({ ...over, by: [by], filter: { departments, channels }, timeZone, attributeTo: 'ENQUIRY' }, context);
  const all = [...metrics.map(({ id }) => id), spreadOf];
  const now = await ask({ metrics: all, range, window, granularity: 'TOTAL', compareTo });
  const { organisation } = context.directory;
  const days = daysOfReport(now, organisation);
  const earlier = comparedDaysOf(now, organisation);
  if (!earlier || earlier.from > earlier.to) return [];
  const counts = metrics.filter(({ kind }) => kind === 'count' || kind === 'stock').map(({ id }) => id);
  const [before, series] = await Promise.all([
    ask({ metrics: all, range: earlier, granularity: 'TOTAL' }),
    ask({ metrics: counts, range, window, granularity: seriesGranularity(days), compareTo }),
  ]);
  const zone = zoneOfReport(now, organisation);
  const isSettled = daysBetween(days.to, zone.dayOf(now.asOf)) >= settlingDays;
  const exposure = elapsed(days, now.asOf, zone) / elapsed(earlier, now.asOf, zone);
  const dispersions = dispersionsOf(series.rows);
  const earlierValues = valuesByPlace(before);
  return [...valuesByPlace(now)].flatMap(([place, values]) => {
    if (place === everything && (by === 'CHANNEL' || departments)) return [];
    const p90 = values.find(({ metric }) => metric.id === spreadOf);
    return metrics.flatMap((as, at) => {
      const value = values[at];
      if (!value || (as.settles && !isSettled)) return [];
      return [
        {
          as,
          department: by === 'DEPARTMENT' ? (place === everything ? undefined : place) : departments?.[0],
          channel: by === 'CHANNEL' ? place : channels?.length === 1 ? channels[0] : undefined,
          now: { value, p90: p90?.value },
          before: { value: earlierValues.get(place)?.[at] ?? asBefore(value), p90: p90?.previous },
          exposure,
          dispersion: dispersions(place, as.id),
        },
      ];
    });
  });
}

/** The values of each row, by the id of its department or channel, and of everything together. */
function valuesByPlace({ rows, totals }: AnsweredReport): Map<string, MetricValue[]> {
  const places = rows.map(({ department, channel, values }) => [department ?? channel ?? everything, values] as const);
  return new Map([...places, [everything, totals]]);
}

/** Of a channel that only occurs now: what it was compared with, a count of nothing or no value at all. */
const asBefore = (value: MetricValue): MetricValue => ({
  ...value,
  status: value.previous === null ? 'EMPTY' : 'OK',
  value: value.previous,
  n: value.previous,
  numerator: value.previous,
  denominator: null,
  warnings: [],
});

/** For how long, in milliseconds, days were counted up to `asOf`. */
function elapsed({ from, to }: DayRange, asOf: number, zone: Zone): number {
  return Math.max(0, Math.min(asOf, zone.startOf(addDays(to, 1))) - zone.startOf(from));
}
