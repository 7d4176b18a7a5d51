import type { Comparison } from '../../shared/buckets.ts';
import type { Compared } from '../../shared/notable-changes.ts';
import { type NotableMetric, settlingDays, spreadOf } from '../../shared/notable-metrics.ts';
import type { DayRange, ReportWindow } from '../../shared/report-windows.ts';
import { addDays, daysBetween, type Zone } from '../../shared/zone.ts';
import { type AnsweredReport, answerReport } from '../answered-report.ts';
import type { ApiContext } from '../context.ts';
import type { MetricValue, ReportRequest } from '../plan/report.ts';
import { resolveRequest } from '../plan/resolve-request.ts';
import { changeOf } from '../plan/to-value.ts';
import { dispersionsOf, everything, isVaried, seriesGranularity } from './dispersions.ts';

/** Which days are compared with which. */
export interface ComparedDays {
  range?: DayRange | undefined;
  window?: ReportWindow | undefined;
  compareTo: Comparison;
  timeZone?: string | undefined;
}

/** What is compared, by what. */
export interface ComparedPlaces {
  by: 'DEPARTMENT' | 'CHANNEL';
  metrics: readonly NotableMetric[];
  departments?: readonly string[] | undefined;
  channels?: readonly string[] | undefined;
}

/** The metric whose counts say how much a stock varies: what comes in. */
const inflow = 'ENQUIRIES';

/**
 * Metrics of two periods by department or channel, and of all of them together under the place `everything`, from four reports: the
 * totals of the days and of those they are compared with, and by day, week or month how much either varies. Values are those
 * of a report with the comparison.
 */
export async function readComparison(
  { range, window, compareTo, timeZone }: ComparedDays,
  { by, metrics, departments, channels }: ComparedPlaces,
  context: Pick<ApiContext, 'deps' | 'directory'>,
): Promise<(Compared<MetricValue> & { place: string })[]> {
  const ids = metrics.map(({ id }) => id);
  const all = metrics.some(({ kind }) => kind === 'median') ? [...ids, spreadOf] : ids;
  const request: ReportRequest = {
    metrics: all,
    range,
    window,
    granularity: 'TOTAL',
    by: [by],
    filter: { departments, channels },
    timeZone,
    attributeTo: 'ENQUIRY',
  };
  const resolved = resolveRequest({ ...request, compareTo }, context.directory.organisation, context.deps.clock());
  const { range: days, comparedRange, zone } = resolved;
  if (!comparedRange || comparedRange.firstDay > comparedRange.lastDay) return [];
  const earlier = { from: comparedRange.firstDay, to: comparedRange.lastDay };
  const ofBoth = (over: Partial<ReportRequest>) =>
    Promise.all(
      [days, earlier].map((on) => answerReport({ ...request, window: undefined, range: on, ...over }, context)),
    ) as Promise<[AnsweredReport, AnsweredReport]>;
  const [now, before] = await ofBoth({});
  // Behind them, as what they have read is in memory then.
  const series = await ofBoth({
    metrics: metrics.filter(isVaried).map(({ id }) => id),
    granularity: seriesGranularity(days),
    filter: {
      departments,
      channels: channels?.filter(
        (channel) => by === 'DEPARTMENT' || [now, before].some((report) => isHeardOf(channel, report)),
      ),
    },
  });
  const isSettled = daysBetween(days.to, zone.dayOf(now.asOf)) >= settlingDays;
  const exposure = elapsed(days, now.asOf, zone) / elapsed(earlier, now.asOf, zone);
  const dispersionOf = dispersionsOf(
    series.map(({ rows }) => rows),
    metrics,
  );
  const valuesBefore = valuesByPlace(before);
  return [...valuesByPlace(now)].flatMap(([place, values]) =>
    metrics.flatMap((as, at) => {
      const [value, was] = [values[at], valuesBefore.get(place)?.[at]];
      if (!value || !was || (as.settles && !isSettled)) return [];
      const [p90, p90Before] = [values, valuesBefore.get(place)].map((list) => list?.[metrics.length]?.value);
      const varied = as.kind === 'stock' ? inflow : isVaried(as) ? as.id : undefined;
      return [
        {
          place,
          as,
          now: { value: compared(value, was), p90 },
          before: { value: was, p90: p90Before },
          exposure,
          dispersion: varied === undefined ? undefined : dispersionOf(place, varied),
        },
      ];
    }),
  );
}

/** The values of each row, by the id of its department or channel, and of all together. */
function valuesByPlace({ rows, totals }: AnsweredReport): Map<string, MetricValue[]> {
  const places = rows.map(({ department, channel, values }) => [department ?? channel ?? everything, values] as const);
  return new Map([...places, [everything, totals]]);
}

/** Whether anything was counted on a channel: the others need no row for each day. */
const isHeardOf = (channel: string, { rows }: AnsweredReport): boolean =>
  rows.some((row) => row.channel === channel && row.values.some(({ value }) => value !== 0));

/** A value as a report with the comparison tells it. */
function compared(now: MetricValue, { value: previous }: MetricValue): MetricValue {
  const change = now.value === null || previous === null ? null : changeOf(now.metric, now.value, previous);
  return { ...now, previous, change };
}

/** For how long, in milliseconds, days were counted up to `asOf`. */
function elapsed({ from, to }: DayRange, asOf: number, zone: Zone): number {
  return Math.max(0, Math.min(asOf, zone.startOf(addDays(to, 1))) - zone.startOf(from));
}
