import type { Bucket } from '../../shared/buckets.ts';
import { ApiError } from '../../shared/errors.ts';
import type { MetricDefinition, ResponseMeasure, VolumeMeasure } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { episodeColumns } from '../../shared/store/cell-formats.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import { quarterMs } from '../../shared/zone.ts';
import { type LoadedCells, loadCells, needsOf } from './load-cells.ts';
import { membersOf } from './members-of.ts';
import type { MetricValue, ReportRequest, ReportResult, ReportRow, ReportWarning } from './report.ts';
import { type ReportPlan, resolveRequest } from './resolve-request.ts';
import { createRowSpace, type RowSpace } from './row-space.ts';
import { type ResponseSums, sumResponse } from './sum-response.ts';
import { sumVolume, type VolumeSums, volumeSlots } from './sum-volume.ts';
import { createTimeIndex, type TimeIndex } from './time-index.ts';
import { type Episodes, type Measured, responseValue, toMetricValue, volumeValue } from './to-value.ts';

export interface ReportDeps {
  reader: CellReader;
  organisation: Organisation;
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
  const plan = resolveRequest(request, deps.organisation, asOf);
  const [current, compared, comparedRange] = await Promise.all([
    loadPeriod(plan, plan.buckets, asOf, deps),
    plan.compared && loadPeriod(plan, plan.compared, asOf, deps),
    plan.comparedRange && loadPeriod(plan, [plan.comparedRange], asOf, deps),
  ]);
  const periods = [current, compared, comparedRange].filter((period) => period !== undefined);
  const rows = createRowSpace(plan, deps.organisation, membersOf(plan, periods));
  checkValues(plan, rows);
  const now = measurePeriod(plan, current, rows, asOf);
  const before = compared && measurePeriod(plan, compared, rows, asOf);
  const wholeBefore = comparedRange && measurePeriod(plan, comparedRange, rows, asOf);

  const result: ReportRow[] = [];
  for (let bucket = 0; bucket < plan.buckets.length; bucket++) {
    const { start, end } = plan.buckets[bucket] as Bucket;
    for (let row = 0; row < rows.size; row++) {
      const values = plan.metrics.map((metric) =>
        toMetricValue(metric, now.at(metric, bucket, row), before?.at(metric, bucket, row)),
      );
      result.push({ start, end, ...rows.labels(row), values });
    }
  }
  const totals = plan.metrics.map((metric) => toMetricValue(metric, now.total(metric), wholeBefore?.total(metric)));
  return { rows: result, totals, warnings: warningsOf(totals), asOf };
}

/** One stretch of time that a report asks for, with the cells it needs. */
export interface Period {
  time: TimeIndex;
  cells: LoadedCells;
  /** The instants at which each bucket's backlog is taken. */
  ends: number[];
}

async function loadPeriod(plan: ReportPlan, buckets: Bucket[], asOf: number, { reader }: ReportDeps): Promise<Period> {
  const time = createTimeIndex(buckets, plan.home);
  const asOfQuarter = Math.floor(asOf / quarterMs) * quarterMs;
  const ends = buckets.map(({ end }) => Math.min(end, asOfQuarter));
  const cells = await loadCells(reader, needsOf(plan.metrics), plan.set, time, ends, plan.home);
  return { time, cells, ends };
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

/** The measured values of one period, at every place and in all. */
function measurePeriod(plan: ReportPlan, { time, cells, ends }: Period, rows: RowSpace, asOf: number) {
  const { attributeTo } = plan.request;
  const volume = sumVolume(plan.metrics, cells, plan.set, time, rows);
  const response = sumResponse(cells, plan.set, time, rows, attributeTo, ends, asOf, plan.home);
  const index = new Map(volume.metrics.map((metric, place) => [metric, place]));
  const places = time.buckets.length * rows.size;
  let whole: Episodes | undefined;
  return {
    at(metric: MetricDefinition, bucket: number, row: number): Measured {
      const place = bucket * rows.size + row;
      if (metric.measure.family === 'volume') {
        return volumeAt(metric.measure, volume, place, index.get(metric) as number);
      }
      const future = (time.buckets[bucket]?.start ?? 0) >= asOf;
      return responseValue(metric.measure as ResponseMeasure, episodesAt(response, place, future), attributeTo);
    },
    total(metric: MetricDefinition): Measured {
      if (metric.measure.family === 'volume')
        return volumeInAll(metric.measure, volume, places, index.get(metric) as number);
      whole ??= episodesInAll(response, time.buckets.length, rows.size, (time.buckets[0]?.start ?? 0) >= asOf);
      return responseValue(metric.measure, whole, attributeTo);
    },
  };
}

function volumeAt(measure: VolumeMeasure, { metrics, sums }: VolumeSums, place: number, index: number): Measured {
  const at = place * metrics.length * volumeSlots + index * volumeSlots;
  return volumeValue(measure, sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0);
}

function volumeInAll(measure: VolumeMeasure, { metrics, sums }: VolumeSums, places: number, index: number): Measured {
  const total = [0, 0, 0] as [number, number, number];
  for (let place = 0; place < places; place++) {
    const at = place * metrics.length * volumeSlots + index * volumeSlots;
    for (let slot = 0; slot < volumeSlots; slot++) total[slot] = (total[slot] as number) + (sums[at + slot] ?? 0);
  }
  return volumeValue(measure, ...total);
}

function episodesAt(sums: ResponseSums, place: number, future: boolean): Episodes {
  const width = episodeColumns.length;
  return {
    counters: sums.counters.subarray(place * width, (place + 1) * width),
    due: sums.dues[place * 2] ?? 0,
    inTime: sums.dues[place * 2 + 1] ?? 0,
    sketch: sums.sketches[place],
    overdue: sums.overdue[place] ?? 0,
    future,
  };
}

/** All places together; the backlog is that of the last bucket. */
function episodesInAll(sums: ResponseSums, buckets: number, rows: number, future: boolean): Episodes {
  const width = episodeColumns.length;
  const counters = new Float64Array(width);
  for (let at = 0; at < sums.counters.length; at++)
    counters[at % width] = (counters[at % width] ?? 0) + (sums.counters[at] ?? 0);
  let [due, inTime, overdue] = [0, 0, 0];
  for (let place = 0; place < buckets * rows; place++) {
    due += sums.dues[place * 2] ?? 0;
    inTime += sums.dues[place * 2 + 1] ?? 0;
    if (place >= (buckets - 1) * rows) overdue += sums.overdue[place] ?? 0;
  }
  return { counters, due, inTime, overdue, future, sketch: mergeSketches(sums.sketches) };
}

function mergeSketches(sketches: (Float64Array | undefined)[]): Float64Array | undefined {
  let merged: Float64Array | undefined;
  for (const sketch of sketches) {
    if (!sketch) continue;
    merged ??= new Float64Array(sketch.length);
    for (let bucket = 0; bucket < sketch.length; bucket++)
      merged[bucket] = (merged[bucket] ?? 0) + (sketch[bucket] ?? 0);
  }
  return merged;
}

/** The warnings of the totals, each once. */
function warningsOf(values: readonly MetricValue[]): ReportWarning[] {
  const byCode = new Map<string, ReportWarning>();
  for (const { metric, warnings } of values) {
    for (const warning of warnings) {
      const message = `${metric.id}: ${warning.message}`;
      byCode.set(`${warning.code} ${message}`, { ...warning, message });
    }
  }
  return [...byCode.values()];
}
