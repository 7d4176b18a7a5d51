import type { Bucket } from '../../shared/buckets.ts';
import { dayBucket } from '../../shared/buckets.ts';
import { ApiError } from '../../shared/errors.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { daysBetween } from '../../shared/zone.ts';
import { loadCompleteness } from './completeness.ts';
import { daysOfAll, daysOfSpan } from './days.ts';
import { loadPeriod, type PeriodDeps } from './load-period.ts';
import { measurePeriod } from './measure-period.ts';
import { membersOf } from './members-of.ts';
import type { MetricValue, ReportRequest, ReportResult, ReportRow, ReportWarning } from './report.ts';
import { type ReportPlan, resolveRequest } from './resolve-request.ts';
import { createRowSpace, type RowSpace } from './row-space.ts';
import { kindsOf, selectionOf } from './selection-of.ts';
import { toMetricValue } from './to-value.ts';

export interface ReportDeps extends PeriodDeps {
  /** Those that declare how often they say something. */
  sources: readonly RegisteredSource[];
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** A report gives at most this many values: more than a page can show, little enough to answer at once. */
export const maxValues = 100_000;

/**
 * Answers a report from cells: the cost depends on the days and members asked for, never on how many interactions
 * there are. Throws an `ApiError` that names the argument when the report cannot be answered.
 */
export async function planReport(request: ReportRequest, deps: ReportDeps): Promise<ReportResult> {
  const asOf = deps.clock();
  const { organisation } = deps;
  const plan = resolveRequest(request, organisation, asOf);
  const isRunning = request.rolling != null || request.cumulative != null;
  // Running values overlap, so the whole range is no sum of them.
  const once: ReportPlan = isRunning
    ? { ...plan, request: { ...request, rolling: undefined, cumulative: undefined } }
    : plan;
  const load = (buckets: Bucket[]) => loadPeriod(plan, buckets, asOf, deps);
  const loadOnce = (bucket: Bucket) => loadPeriod(once, [bucket], asOf, deps);
  const [current, whole, compared, comparedRange] = await Promise.all([
    load(plan.buckets),
    isRunning ? loadOnce(dayBucket(plan.range.from, plan.range.to, plan.zone)) : undefined,
    plan.compared && load(plan.compared),
    plan.comparedRange && loadOnce(plan.comparedRange),
  ]);
  const periods = [current, compared, comparedRange].filter((period) => period !== undefined);
  const rows = createRowSpace(plan, organisation, membersOf(plan, periods));
  checkValues(plan, rows);
  if (isRunning) checkRunningDays(plan, current.spans, rows);
  const measure = (period: typeof current) => measurePeriod(plan, period, rows, organisation, asOf);
  const now = measure(current);
  const before = compared && measure(compared);
  const inAll = whole ? measure(whole) : now;
  const inAllBefore = comparedRange && measure(comparedRange);
  const fed = await loadCompleteness(daysOfAll(current.spans), { ...deps, home: plan.home, asOf });

  // What a longer month has beyond is compared with nothing.
  const hasBefore = compared?.spans.map(({ start, end }) => end > start) ?? [];

  const result: ReportRow[] = [];
  const labels = Array.from({ length: rows.size }, (_, row) => rows.labels(row));
  const kindOf = kindsOf(organisation);
  const selections = labels.map((label) => selectionOf(plan, kindOf, label));
  for (let bucket = 0; bucket < plan.buckets.length; bucket++) {
    const { start, end } = plan.buckets[bucket] as Bucket;
    const days = daysOfSpan(current.spans[bucket] as Bucket);
    for (let row = 0; row < rows.size; row++) {
      const values = plan.metrics.map((metric) =>
        toMetricValue(
          metric,
          now.at(metric, bucket, row),
          hasBefore[bucket] ? before?.at(metric, bucket, row) : undefined,
          fed?.(metric, days, selections[row] as (typeof selections)[number]),
        ),
      );
      result.push({ start, end, ...labels[row], values });
    }
  }
  const all = selectionOf(plan, kindOf);
  const totals = plan.metrics.map((metric) =>
    toMetricValue(metric, inAll.total(metric), inAllBefore?.total(metric), fed?.(metric, plan.range, all)),
  );
  return { rows: result, totals, warnings: warningsOf(totals), asOf };
}

function checkValues({ buckets, metrics }: ReportPlan, rows: RowSpace): void {
  const values = buckets.length * rows.size * metrics.length;
  if (values <= maxValues) return;
  throw new ApiError(
    'COST_LIMIT',
    `The report has ${values} values (${buckets.length} buckets × ${rows.size} rows × ${metrics.length} metrics), at most ${maxValues} are allowed. Choose a coarser granularity, fewer dimensions, or a filter.`,
    { values, limit: maxValues },
  );
}

/** Days that running values of people may go through, over all rows: distinct people do not add up. */
const maxRunningDays = 250_000;

function checkRunningDays({ metrics }: ReportPlan, spans: readonly Bucket[], rows: RowSpace): void {
  if (!metrics.some(({ measure }) => measure.family === 'people')) return;
  const days = spans.reduce((sum, { firstDay, lastDay }) => sum + daysBetween(firstDay, lastDay) + 1, 0) * rows.size;
  if (days <= maxRunningDays) return;
  throw new ApiError(
    'COST_LIMIT',
    `rolling or cumulative: running values of people would go through ${days} days over ${rows.size} rows, at most ${maxRunningDays} are allowed. Choose a shorter range, fewer days or fewer dimensions.`,
    { days, limit: maxRunningDays },
  );
}

/** The warnings of the totals, each once. */
function warningsOf(values: readonly MetricValue[]): ReportWarning[] {
  const byCode = new Map<string, ReportWarning>();
  for (const { metric, warnings } of values) {
    for (const warning of warnings) {
      const { en, de } = warning.message;
      const message = { en: `${metric.id}: ${en}`, de: `${metric.name.de}: ${de}` };
      byCode.set(`${warning.code} ${message.en}`, { ...warning, message });
    }
  }
  return [...byCode.values()];
}
