import type { MetricDefinition, ResponseMeasure, VolumeMeasure } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { episodeColumns } from '../../shared/store/cell-formats.ts';
import { type Days, daysOfAll, daysOfSpan } from './days.ts';
import type { Period } from './load-period.ts';
import { measureCollaboration, sumPairs } from './measure-collaboration.ts';
import { cohortOf, cohortsByDay, measureIdeas } from './measure-ideas.ts';
import { measurePeople } from './measure-people.ts';
import { homeDays, type Measurer } from './measurer.ts';
import { peopleWarnings } from './people-warnings.ts';
import type { ReportPlan } from './resolve-request.ts';
import type { RowSpace } from './row-space.ts';
import { kindsOf, selectionOf } from './selection-of.ts';
import { mergeSketches } from './sketches.ts';
import { type ResponseSums, sumResponse } from './sum-response.ts';
import { sumVolume, type VolumeSums, volumeSlots } from './sum-volume.ts';
import { type Episodes, type Measured, nothing, responseValue, volumeValue } from './to-value.ts';

/** Measures every metric of a plan over one period: each family in its own way. */
export function measurePeriod(
  plan: ReportPlan,
  period: Period,
  rows: RowSpace,
  organisation: Organisation,
  asOf: number,
): Measurer {
  const of = (family: string) => plan.metrics.some(({ measure }) => measure.family === family);
  const additive = measureSums(plan, period, rows, asOf);
  const byHomeDay = of('people') || of('ideas') || of('collaboration');
  const other = byHomeDay ? measureByHomeDay(plan, period, rows, organisation) : additive;
  const measurerOf = ({ measure: { family } }: MetricDefinition) =>
    family === 'volume' || family === 'response' ? additive : other;
  const isToCome = period.spans.map(({ start }) => start >= asOf);
  // Nothing happened yet, which is not the same as nothing happening.
  const unlessToCome = (value: Measured, span: number) => (isToCome[span] && value.value === 0 ? nothing : value);
  return {
    at: (metric, span, row) => unlessToCome(measurerOf(metric).at(metric, span, row), span),
    total: (metric) => unlessToCome(measurerOf(metric).total(metric), 0),
  };
}

/** The families volume and response: what they count adds up, so all is the sum of the places. */
function measureSums(plan: ReportPlan, { time, cells, ends, spans, windows }: Period, rows: RowSpace, asOf: number) {
  const { attributeTo } = plan.request;
  const volume = sumVolume(plan.metrics, cells, plan.set, time, rows, windows);
  const response = sumResponse(cells, plan.set, time, rows, attributeTo, ends, asOf, plan.home, windows);
  const index = new Map(volume.metrics.map((metric, place) => [metric, place]));
  const places = spans.length * rows.size;
  const isFuture = (span: number) => (spans[span]?.start ?? 0) >= asOf;
  let whole: Episodes | undefined;
  const measurer: Measurer = {
    at(metric, span, row) {
      const place = span * rows.size + row;
      if (metric.measure.family === 'volume') {
        return volumeIn(metric.measure, volume, place, place + 1, index.get(metric) as number);
      }
      return responseValue(metric.measure as ResponseMeasure, episodesAt(response, place, isFuture(span)), attributeTo);
    },
    total(metric) {
      if (metric.measure.family === 'volume') {
        return volumeIn(metric.measure, volume, 0, places, index.get(metric) as number);
      }
      whole ??= episodesInAll(response, spans.length, rows.size, isFuture(0));
      return responseValue(metric.measure as ResponseMeasure, whole, attributeTo);
    },
  };
  return measurer;
}

/** The families that are kept by home day: each place is measured from the days themselves. */
function measureByHomeDay(plan: ReportPlan, period: Period, rows: RowSpace, organisation: Organisation): Measurer {
  const { cells, spans, people, changes, guard } = period;
  const kindOf = kindsOf(organisation);
  const selections = Array.from({ length: rows.size }, (_, row) => selectionOf(plan, kindOf, rows.labels(row)));
  const all = selectionOf(plan, kindOf);
  const cohorts = cells.ideas && cohortsByDay(cells.ideas, (member) => rows.rowOf('x', member));
  const cohortIn = remembered(
    (days: Days, row: number | undefined) => `${days.from}|${days.to}|${row}`,
    (days, row) => cohortOf(cohorts ?? new Map(), days, row),
  );
  const pairsOn = remembered(
    ({ from, to }: Days) => `${from}|${to}`,
    (days) => sumPairs(cells.pairs ?? new Map(), days),
  );
  const context = { people, guard, organisation, pairsOn };
  const measured = ({ measure }: MetricDefinition, span: number | undefined, row: number | undefined): Measured => {
    const days = span === undefined ? daysOfAll(spans) : daysOfSpan(spans[span] as Period['spans'][number]);
    const selection = row === undefined ? all : (selections[row] ?? all);
    if (measure.family === 'people') {
      const value = measurePeople(measure.value, days, selection, context);
      const warnings = value.withheld ? [] : peopleWarnings(days, changes);
      return warnings.length > 0 ? { ...value, warnings: [...value.warnings, ...warnings] } : value;
    }
    if (measure.family === 'collaboration') return measureCollaboration(measure.value, days, selection, context);
    if (measure.family === 'ideas') return measureIdeas(measure.value, cohortIn(days, row));
    throw new Error(`${measure.family} is not kept by home day.`);
  };
  const inHomeZone = plan.zone.id === plan.home.id;
  const told = (value: Measured): Measured =>
    inHomeZone ? value : { ...value, warnings: [...value.warnings, homeDays] };
  return {
    at: (metric, span, row) => told(measured(metric, span, row)),
    total: (metric) => told(measured(metric, undefined, undefined)),
  };
}

/** The function, its last answer given again when it is asked the same: metric after metric asks of one place. */
function remembered<Arguments extends unknown[], T>(
  keyOf: (...of: Arguments) => string,
  make: (...of: Arguments) => T,
) {
  let last: { key: string; made: T } | undefined;
  return (...of: Arguments): T => {
    const key = keyOf(...of);
    if (last?.key !== key) last = { key, made: make(...of) };
    return last.made;
  };
}

function volumeIn(
  measure: VolumeMeasure,
  { metrics, sums }: VolumeSums,
  from: number,
  to: number,
  index: number,
): Measured {
  const total: [number, number, number, number] = [0, 0, 0, 0];
  for (let place = from; place < to; place++) {
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

/** All places together; the backlog is that of the last span. */
function episodesInAll(sums: ResponseSums, spans: number, rows: number, future: boolean): Episodes {
  const width = episodeColumns.length;
  const counters = new Float64Array(width);
  for (let at = 0; at < sums.counters.length; at++)
    counters[at % width] = (counters[at % width] ?? 0) + (sums.counters[at] ?? 0);
  let [due, inTime, overdue] = [0, 0, 0];
  for (let place = 0; place < spans * rows; place++) {
    due += sums.dues[place * 2] ?? 0;
    inTime += sums.dues[place * 2 + 1] ?? 0;
    if (place >= (spans - 1) * rows) overdue += sums.overdue[place] ?? 0;
  }
  return { counters, due, inTime, overdue, future, sketch: mergeSketches(sums.sketches) };
}
