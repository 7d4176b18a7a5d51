import { ideaSteps } from '../../shared/idea.ts';
import { ideaCounters, leadTimeSketch } from '../../shared/metrics/ideas.ts';
import type { IdeaMeasure } from '../../shared/metrics/metric.ts';
import { quantileOf } from '../../shared/sketch.ts';
import { type DayTable, monthDays, type StepSketches } from '../../shared/store/cell-formats.ts';
import type { Days } from './days.ts';
import { countsOf } from './sketches.ts';
import { censorable, type Measured, ratio } from './to-value.ts';

/** The ideas of home days, as they were submitted by member (`department|channel`). */
export interface IdeaCells {
  counters: ReadonlyMap<string, DayTable>;
  sketches: ReadonlyMap<string, ReadonlyMap<string, StepSketches>>;
}

/** A cohort of ideas. */
export interface IdeaCohort {
  /** `ideaCounters` counters. */
  counters: Float64Array;
  /** By sketch, flat pairs of bucket of milliseconds and count, in lists that are added up when a median is asked for. */
  sketches: Map<string, (readonly number[])[]>;
}

const width = ideaCounters.length;

const emptyCohort = (): IdeaCohort => ({ counters: new Float64Array(width), sketches: new Map() });

/** Adds the ideas of each day up by row; members whose row is -1 are left out. */
export function cohortsByDay(
  { counters, sketches }: IdeaCells,
  rowOf: (member: string) => number,
): Map<string, Map<number, IdeaCohort>> {
  const days = new Map<string, Map<number, IdeaCohort>>();
  const cohortAt = (day: string, row: number) => {
    const rows = days.get(day) ?? new Map<number, IdeaCohort>();
    days.set(day, rows);
    const cohort = rows.get(row) ?? emptyCohort();
    rows.set(row, cohort);
    return cohort;
  };
  for (const [month, members] of counters) {
    for (const [member, table] of members) {
      const row = rowOf(member);
      for (let day = 1; row >= 0 && day < monthDays; day++) {
        const ofDay = table.subarray(day * width, (day + 1) * width);
        if (ofDay.every((count) => count === 0)) continue;
        addAll(cohortAt(`${month}-${String(day).padStart(2, '0')}`, row).counters, ofDay);
      }
    }
  }
  for (const [day, members] of sketches) {
    for (const [member, ofMember] of members) {
      const row = rowOf(member);
      if (row >= 0) for (const [name, pairs] of ofMember) addSketch(cohortAt(day, row), name, [pairs]);
    }
  }
  return days;
}

/** The ideas of some days together; of one row, or of all. */
export function cohortOf(
  days: ReadonlyMap<string, ReadonlyMap<number, IdeaCohort>>,
  { from, to }: Days,
  row?: number,
): IdeaCohort {
  const all = emptyCohort();
  const addRows = (rows: ReadonlyMap<number, IdeaCohort>) => {
    for (const [of, { counters, sketches }] of rows) {
      if (row !== undefined && of !== row) continue;
      addAll(all.counters, counters);
      for (const [name, lists] of sketches) addSketch(all, name, lists);
    }
  };
  // A report of many days asks for each of them alone.
  if (from === to) addRows(days.get(from) ?? new Map());
  else for (const [day, rows] of days) if (day >= from && day <= to) addRows(rows);
  return all;
}

/** How many ideas of a cohort reached a step, and how many were declined after it. */
export const stepCount = ({ counters }: IdeaCohort, step: number): number => counters[column(`${step}`)] ?? 0;
export const declinedAfter = ({ counters }: IdeaCohort, step: number): number => counters[column(`d${step}`)] ?? 0;
export const fromEmployees = ({ counters }: IdeaCohort): number => counters[column('e')] ?? 0;

/** The median of a sketch in days; null when there is nothing in it. */
export function medianDays({ sketches }: IdeaCohort, sketch: string): number | null {
  const lists = sketches.get(sketch);
  const milliseconds = lists && quantileOf(countsOf(lists), 0.5);
  return milliseconds === undefined ? null : milliseconds / 86_400_000;
}

const shippedStep = ideaSteps.indexOf('shipped');
const toldStep = ideaSteps.indexOf('told');

/** An idea metric of a cohort. */
export function measureIdeas(value: IdeaMeasure['value'], cohort: IdeaCohort): Measured {
  const submitted = stepCount(cohort, 0);
  const shipped = stepCount(cohort, shippedStep);
  if (value === 'shipped') return ratio(shipped, submitted);
  if (value === 'loopClosed') return ratio(stepCount(cohort, toldStep), shipped);
  if (value === 'coCreationShipped') return ratio(cohort.counters[column('p')] ?? 0, shipped);
  const declined = ideaSteps.slice(0, shippedStep).reduce((sum, _, step) => sum + declinedAfter(cohort, step), 0);
  const open = submitted - shipped - declined;
  const noun = { en: 'ideas', de: 'Ideen' };
  return censorable(medianDays(cohort, leadTimeSketch), { q: 0.5, done: shipped, open, all: submitted, noun });
}

const columns = new Map<string, number>(ideaCounters.map((counter, at) => [counter, at]));
const column = (counter: string): number => columns.get(counter) as number;

function addAll(into: Float64Array, counts: Float64Array): void {
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + (counts[at] as number);
}

function addSketch({ sketches }: IdeaCohort, name: string, lists: readonly (readonly number[])[]): void {
  const known = sketches.get(name);
  if (known) known.push(...lists);
  else sketches.set(name, [...lists]);
}
