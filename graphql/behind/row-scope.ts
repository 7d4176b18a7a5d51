import type { Bucket } from '../../shared/buckets.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { isByHomeDay, type MetricDefinition } from '../../shared/metrics/metric.ts';
import { addDays, quarterMs } from '../../shared/zone.ts';
import type { AnsweredReport } from '../answered-report.ts';
import { type Days, daysOfSpan } from '../plan/days.ts';
import type { KindOf, Selection } from '../plan/guard.ts';
import { sustainedWeeks } from '../plan/over-heads.ts';
import { periodOf } from '../plan/period.ts';
import type { Attribution, ReportRow } from '../plan/report.ts';
import { resolveRequest } from '../plan/resolve-request.ts';
import { kindsOf, selectionOf } from '../plan/selection-of.ts';

/** What one value of a row is about: time, departments and channels, as its report was planned. */
export interface RowScope {
  /** Instants in epoch milliseconds, the end exclusive; nothing lies in it when the end is not after the start. */
  span: { start: number; end: number };
  /** The days that the row covers, as home days. */
  days: Days;
  selection: Selection;
  kindOf: KindOf;
  attributeTo: Attribution;
  /** Epoch milliseconds. */
  asOf: number;
  context: FoldContext;
}

/** Before any interaction: what is overdue may have been asked at any time. */
const earliest = 0;

/** The scope of a metric's value in a row, from the same steps that planned the report. */
export function scopeOfRow(
  row: ReportRow,
  metric: MetricDefinition,
  { request, asOf }: AnsweredReport,
  context: FoldContext,
): RowScope {
  const plan = resolveRequest(request, context.organisation, asOf);
  const bucket = plan.buckets.find(({ start, end }) => start === row.start && end === row.end);
  if (!bucket) throw new Error('The row is not one of its report.');
  const [covered = bucket] = periodOf([bucket], request, plan.weekStart, plan.zone).spans;
  const kindOf = kindsOf(context.organisation);
  return {
    span: spanOf(metric, covered, asOf, context),
    days: daysOfSpan(covered),
    selection: selectionOf(plan, kindOf, row),
    kindOf,
    attributeTo: request.attributeTo,
    asOf,
    context,
  };
}

/** When what a value counts happened: home days where it is kept by them, and until its end for the backlog. */
function spanOf(metric: MetricDefinition, covered: Bucket, asOf: number, { home }: FoldContext): RowScope['span'] {
  const { measure } = metric;
  if (isByHomeDay(metric)) {
    const looksBack = measure.family === 'people' && measure.value === 'sustainedAdoption';
    const { from, to } = looksBack ? sustainedWeeks(daysOfSpan(covered)) : daysOfSpan(covered);
    return { start: home.startOf(from), end: home.startOf(addDays(to, 1)) };
  }
  if (measure.family !== 'response' || measure.value !== 'overdue') return covered;
  const end = covered.start >= asOf ? earliest : Math.min(covered.end, Math.floor(asOf / quarterMs) * quarterMs);
  return { start: earliest, end };
}
