import type { Bucket } from '../../shared/buckets.ts';
import { isGuarded } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { noPeopleChanges, type PeopleChanges } from '../../shared/people-changes.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import { addDays, quarterMs } from '../../shared/zone.ts';
import { type Days, daysOfAll, daysOfSpan } from './days.ts';
import { type LoadedCells, loadCells, needsOf } from './load-cells.ts';
import { sustainedWeeks } from './over-heads.ts';
import { createPeople, type People } from './people-of.ts';
import { type PeriodShape, periodOf } from './period.ts';
import { type Decisions, type Guard, prepareGuard } from './prepare-guard.ts';
import type { ReportPlan } from './resolve-request.ts';
import { kindsOf } from './selection-of.ts';
import { createTimeIndex, type TimeIndex } from './time-index.ts';

/** One stretch of time that a report asks for, with the cells it needs. */
export interface Period extends PeriodShape {
  time: TimeIndex;
  cells: LoadedCells;
  /** The instants at which each piece's backlog is taken. */
  ends: number[];
  people: People;
  changes: PeopleChanges;
  guard: Guard;
}

/** People who were merged: key to key, and the generation of the merges. */
export interface Representatives {
  generation: number;
  keys: ReadonlyMap<number, number>;
}

export interface PeriodDeps {
  reader: CellReader;
  organisation: Organisation;
  decisions: Decisions;
  representatives: Representatives;
  /** What people go by on which days; absent: the same on all. */
  changes?: PeopleChanges;
}

/** Days before a span that its metrics look back upon: four whole weeks may end six days before its last. */
const lookBack = 34;

/** Reads what the rows of some buckets need, and decides what must not be told of their days. */
export async function loadPeriod(
  plan: ReportPlan,
  buckets: Bucket[],
  asOf: number,
  { reader, organisation, decisions, representatives, changes = noPeopleChanges }: PeriodDeps,
): Promise<Period> {
  const shape = periodOf(buckets, plan.request, plan.weekStart, plan.zone);
  const time = createTimeIndex(shape.pieces, plan.home);
  const asOfQuarter = Math.floor(asOf / quarterMs) * quarterMs;
  const ends = shape.pieces.map(({ end }) => Math.min(end, asOfQuarter));
  const all = daysOfAll(shape.spans);
  const guarded = plan.metrics.some(isGuarded);
  const calendar = guarded ? withLookBack(shape.spans, all) : all;
  const cells = await loadCells(reader, needsOf(plan.metrics), plan.set, time, ends, calendar, plan.home);
  const people = createPeople(cells.people ?? new Map(), representatives.keys);
  const { revisionOf } = cells;
  const kindOf = kindsOf(organisation);
  const guard: Guard =
    guarded && revisionOf
      ? await prepareGuard(guardedDays(plan, [...shape.spans.map(daysOfSpan), all]), {
          people,
          kindOf,
          // What the people of days depend on: their revisions, and who was merged.
          stampOf: ({ from, to }) => `${representatives.generation} ${revisionOf(from, to)}`,
          decisions,
          changes,
          home: plan.home,
          asOf,
        })
      : () => undefined;
  return { ...shape, time, cells, ends, people, changes, guard };
}

/** The days that rows tell about, and the weeks that they look back upon. */
function guardedDays({ metrics }: ReportPlan, spans: Days[]): Days[] {
  const looksBack = metrics.some(({ measure }) => measure.family === 'people' && measure.value === 'sustainedAdoption');
  return looksBack ? [...spans, ...spans.map(sustainedWeeks)] : spans;
}

function withLookBack(spans: readonly Bucket[], { from, to }: Days): Days {
  const earliest = spans.map(({ lastDay }) => addDays(lastDay, -lookBack)).sort()[0] ?? from;
  return { from: earliest < from ? earliest : from, to };
}
