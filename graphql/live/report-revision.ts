import { createHash } from 'node:crypto';
import type { Bucket } from '../../shared/buckets.ts';
import { monthOf } from '../../shared/cell.ts';
import { ApiError } from '../../shared/errors.ts';
import { isGuarded, type MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { DayRange } from '../../shared/report-windows.ts';
import { runningStart } from '../../shared/running.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import { addDays, daysOf, quarterMs } from '../../shared/zone.ts';
import { daysOfAll } from '../plan/days.ts';
import type { ReportRequest } from '../plan/report.ts';
import { type ReportPlan, resolveRequest } from '../plan/resolve-request.ts';

export interface RevisionDeps {
  reader: Pick<CellReader, 'at' | 'monthsUntil'>;
  organisation: Organisation;
  /** Counts the changes of who is one person. */
  peopleGeneration(): Promise<number>;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** Months that one look may touch, those of the comparison included: one BatchGetItem for each 100 months × lanes. */
export const maxMonths = 36;

/** A response target may fall due this long after the range is over, and a guarded metric reads this far around it. */
const farDays = 35;

/**
 * A look at what a report depends on: a text that is another one whenever the report may be. It is made of the revisions
 * of the days that the report and its comparison read and of merged people, of the question and the organisation, and,
 * while the answer depends on the time of day, of the quarter hour. Throws the `ApiError` of a report that cannot be answered.
 */
export function reportRevision(
  request: ReportRequest,
  { reader, organisation, peopleGeneration, clock }: RevisionDeps,
): () => Promise<string> {
  const lookAt = (quarter: number): Look => {
    const plan = resolveRequest(request, organisation, quarter * quarterMs);
    const spans = spansOf(plan);
    return { quarter, plan, spans, question: digestOf([request, spans, organisation]) };
  };
  let look = lookAt(quarterAt(clock()));
  return async () => {
    const quarter = quarterAt(clock());
    // Today and what is due may have become others.
    if (quarter !== look.quarter) look = lookAt(quarter);
    const { plan, spans, question } = look;
    const [people, backlog, ...days] = await Promise.all([
      peopleGeneration(),
      plan.metrics.some(isBacklog) ? backlogRevision(plan, reader) : 0,
      // Asked for in one go, the reader makes one read of them.
      ...spans.map(async ({ from, to }) => (await reader.at(from, to)).revisionOf(from, to)),
    ]);
    const revision = days.reduce((sum, one) => sum + one, people + backlog);
    return `${question}.${revision}${dependsOnTime(plan, quarter * quarterMs) ? `.${quarter}` : ''}`;
  };
}

interface Look {
  quarter: number;
  plan: ReportPlan;
  spans: DayRange[];
  question: string;
}

const quarterAt = (epochMs: number): number => Math.floor(epochMs / quarterMs);

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

const isResponse = (metric: MetricDefinition, value: string): boolean =>
  metric.measure.family === 'response' && metric.measure.value === value;
/** What is overdue depends on everything before. */
const isBacklog = (metric: MetricDefinition): boolean => isResponse(metric, 'overdue');

async function backlogRevision({ buckets }: ReportPlan, reader: RevisionDeps['reader']): Promise<number> {
  const months = await reader.monthsUntil(monthOf(buckets.at(-1)?.lastDay ?? ''));
  return [...months.values()].reduce((sum, revision) => sum + revision, 0);
}

/** The home days that a report reads; throws `COST_LIMIT` when they are too many to look at every second. */
function spansOf(plan: ReportPlan): DayRange[] {
  const { buckets, compared, comparedRange } = plan;
  const spans = [buckets, compared, comparedRange && [comparedRange]].flatMap((some) =>
    some ? [spanOf(some, plan)] : [],
  );
  const months = new Set(spans.flatMap(({ from, to }) => daysOf(from, to).map(monthOf))).size;
  if (months <= maxMonths) return spans;
  throw new ApiError(
    'COST_LIMIT',
    `range: live updates look at up to ${maxMonths} months, those of the comparison included, and this report needs ${months}. Subscribe to a shorter range, and query the rest once.`,
    { months, limit: maxMonths },
  );
}

function spanOf(buckets: readonly Bucket[], { request, metrics, weekStart }: ReportPlan): DayRange {
  const { from, to } = daysOfAll(buckets);
  // A day of another time zone lies in two home days.
  const margin = metrics.some(isGuarded) ? farDays : 1;
  return { from: addDays(runningStart(from, request, weekStart), -margin), to: addDays(to, margin) };
}

/** Whether the report may be another one in the next quarter hour although no cell changed. */
function dependsOnTime({ buckets, metrics }: ReportPlan, now: number): boolean {
  const late = metrics.some((metric) => isResponse(metric, 'withinTarget')) ? farDays * 86_400_000 : 0;
  return (buckets[0]?.start ?? now) <= now && now < (buckets.at(-1)?.end ?? now) + late;
}
