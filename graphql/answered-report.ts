import { comparedBucket, dayBucket } from '../shared/buckets.ts';
import type { Organisation } from '../shared/organisation.ts';
import { type DayRange, type ResolvedRange, rangeOf } from '../shared/report-windows.ts';
import { knownZone, type Zone } from '../shared/zone.ts';
import type { ApiContext } from './context.ts';
import type { MetricValue, ReportRequest, ReportResult } from './plan/report.ts';

/** A report with the request that it answers: what `Report` of the schema is made from. */
export interface AnsweredReport extends ReportResult {
  request: ReportRequest;
}

type Asked = Pick<ApiContext, 'deps' | 'directory'>;

/** Answers a request; throws an `ApiError` that names the argument when it cannot be answered. */
export async function answerReport(request: ReportRequest, { deps, directory }: Asked): Promise<AnsweredReport> {
  return { ...(await deps.report(request, directory.organisation)), request };
}

/**
 * The totals of the whole company for what a report measures: no department is filtered or told apart, so nothing of
 * another department's rows shows.
 */
export async function benchmarkOf({ request }: AnsweredReport, { deps, directory }: Asked): Promise<MetricValue[]> {
  const { rolling: _rolling, cumulative: _cumulative, filter, ...rest } = request;
  const whole: ReportRequest = {
    ...rest,
    granularity: 'TOTAL',
    by: [],
    ...(filter && { filter: { ...filter, departments: undefined } }),
  };
  return (await deps.report(whole, directory.organisation)).totals;
}

/** The calendar that a report was answered in. */
export const zoneOfReport = ({ request }: AnsweredReport, { homeTimeZone }: Organisation): Zone =>
  knownZone(request.timeZone ?? homeTimeZone);

/** The days that a report covers. */
export function daysOfReport(report: AnsweredReport, organisation: Organisation): DayRange {
  const { from, to } = resolvedRange(report, organisation);
  return { from, to };
}

/** The days that the totals of a report are compared with; undefined when it compares nothing. */
export function comparedDaysOf(report: AnsweredReport, organisation: Organisation): DayRange | undefined {
  const { compareTo } = report.request;
  if (!compareTo) return undefined;
  const zone = zoneOfReport(report, organisation);
  const range = resolvedRange(report, organisation);
  const { firstDay, lastDay } = comparedBucket(dayBucket(range.from, range.to, zone), range, compareTo, zone);
  return { from: firstDay, to: lastDay };
}

/** As the planner resolved it: today is the day of `asOf`. */
function resolvedRange(report: AnsweredReport, organisation: Organisation): ResolvedRange {
  const { range, window, weekStart } = report.request;
  const today = zoneOfReport(report, organisation).dayOf(report.asOf);
  return rangeOf(range, window, today, weekStart ?? organisation.weekStart);
}
