import type { DimensionSet } from '../../shared/cell.ts';
import { ApiError } from '../../shared/errors.ts';
import { isGuarded, type MetricDefinition } from '../../shared/metrics/metric.ts';
import {
  type DayTable,
  type DueList,
  dueByDay,
  episodesByDay,
  episodesByQuarter,
  ideaSketchByDay,
  ideasByDay,
  type MetPeople,
  type PairTable,
  pairsByDay,
  peopleByDay,
  type QuarterEpisodes,
  type SketchPairs,
  type StepSketches,
  sketchByDay,
  volumeByDay,
  volumeByQuarter,
} from '../../shared/store/cell-formats.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import { addDays, daysBetween, quarterMs, utcDay, type Zone } from '../../shared/zone.ts';
import type { TimeIndex } from './time-index.ts';

/** What a report needs of each family. */
export interface Needs {
  volume: boolean;
  counters: boolean;
  dues: boolean;
  sketches: boolean;
  overdue: boolean;
  people: boolean;
  pairs: boolean;
  ideas: boolean;
}

/** The cells of a report, by segment. Absent: not needed, or kept at the other resolution. */
export interface LoadedCells {
  volumeByDay?: Map<string, DayTable>;
  volumeByQuarter?: Map<string, Map<string, number[]>>;
  episodesByDay?: Map<string, DayTable>;
  dueByDay?: Map<string, Map<string, DueList>>;
  sketchByDay?: Map<string, Map<string, SketchPairs>>;
  episodesByQuarter?: Map<string, Map<string, QuarterEpisodes>>;
  /** Every month up to the last bucket, and the quarters of days that a bucket ends in the middle of. */
  backlog?: { months: Map<string, DayTable>; quarters: Map<string, Map<string, QuarterEpisodes>> };
  people?: Map<string, MetPeople[]>;
  pairs?: Map<string, PairTable>;
  ideas?: { counters: Map<string, DayTable>; sketches: Map<string, Map<string, StepSketches>> };
}

/** What the metrics of a report need. */
export function needsOf(metrics: readonly MetricDefinition[]): Needs {
  const values = metrics.map(({ measure }) => (measure.family === 'response' ? measure.value : undefined));
  const quantiles = values.some((value) => typeof value === 'object');
  return {
    volume: metrics.some(({ measure }) => measure.family === 'volume'),
    counters: quantiles || values.includes('answered') || values.includes('responseRate'),
    dues: values.includes('withinTarget'),
    sketches: quantiles,
    overdue: values.includes('overdue'),
    // Whether a group is small enough to be hidden is seen from the people in it.
    people: metrics.some((metric) => metric.measure.family === 'people' || isGuarded(metric)),
    pairs: metrics.some(({ measure }) => measure.family === 'collaboration'),
    ideas: metrics.some(({ measure }) => measure.family === 'ideas'),
  };
}

/**
 * Reads the cells of one time index, all families at once. `ends`: the instants at which the backlog is asked for;
 * `calendar`: the days for what is kept by home day only.
 */
export async function loadCells(
  reader: CellReader,
  needs: Needs,
  set: DimensionSet,
  time: TimeIndex,
  ends: readonly number[],
  calendar: { from: string; to: string },
  home: Zone,
): Promise<LoadedCells> {
  // Around a UTC day lie parts of the home days before and after it.
  const margin = time.byDay ? 0 : 1;
  if (!time.byDay) checkDays(time);
  const snapshot = await reader.at(addDays(time.from, -margin), addDays(time.to, margin));
  const loaded: LoadedCells = {};
  const { from, to, byDay } = time;
  const jobs: Promise<void>[] = [];
  const into = <K extends keyof LoadedCells>(name: K, read: Promise<NonNullable<LoadedCells[K]>>) => {
    jobs.push(read.then((cells) => void Object.assign(loaded, { [name]: cells })));
  };
  if (byDay) {
    if (needs.volume) into('volumeByDay', snapshot.read(volumeByDay, set, from, to));
    if (needs.counters) into('episodesByDay', snapshot.read(episodesByDay, set, from, to));
    if (needs.dues) into('dueByDay', snapshot.read(dueByDay, 'x', from, to));
    if (needs.sketches) into('sketchByDay', snapshot.read(sketchByDay, 'x', from, to));
  } else {
    if (needs.volume) into('volumeByQuarter', snapshot.read(volumeByQuarter, 'x', from, to));
    if (needs.counters || needs.dues) into('episodesByQuarter', snapshot.read(episodesByQuarter, 'x', from, to));
  }
  if (needs.people || needs.pairs || needs.ideas) {
    const days = await reader.at(calendar.from, calendar.to);
    const { from: first, to: last } = calendar;
    if (needs.people) into('people', days.read(peopleByDay, 'a', first, last));
    if (needs.pairs) into('pairs', days.read(pairsByDay, 'a', first, last));
    if (needs.ideas) {
      const both = Promise.all([days.read(ideasByDay, 'x', first, last), days.read(ideaSketchByDay, 'x', first, last)]);
      into(
        'ideas',
        both.then(([counters, sketches]) => ({ counters, sketches })),
      );
    }
  }
  if (needs.overdue) into('backlog', loadBacklog(reader, set, ends, home));
  await Promise.all(jobs);
  return loaded;
}

/** Quarter hours are many: a range that is read by them is bounded. */
const maxQuarterDays = 1_100;

function checkDays({ from, to }: TimeIndex): void {
  const days = daysBetween(from, to);
  if (days <= maxQuarterDays) return;
  throw new ApiError(
    'COST_LIMIT',
    `range: ${days} days in this time zone or granularity are read by quarter hours, at most ${maxQuarterDays} are allowed. Choose a shorter range, or whole days of the home time zone.`,
    { days, limit: maxQuarterDays },
  );
}

async function loadBacklog(
  reader: CellReader,
  set: DimensionSet,
  ends: readonly number[],
  home: Zone,
): Promise<NonNullable<LoadedCells['backlog']>> {
  const partial = ends.filter((end) => end !== home.startOf(home.dayOf(end)));
  const last = home.dayOf(Math.max(...ends, 0)).slice(0, 7);
  const months = await reader.readMonths(episodesByDay, set, await reader.monthsUntil(last));
  if (partial.length === 0) return { months, quarters: new Map() };
  // From the start of the home day that the first end cuts, to the last end.
  const from = utcDay(home.startOf(home.dayOf(Math.min(...partial))));
  const to = utcDay(Math.max(...partial) - quarterMs);
  const covering = await reader.at(addDays(from, -1), addDays(to, 1));
  return { months, quarters: await covering.read(episodesByQuarter, 'x', from, to) };
}
