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
  type PairTable,
  pairsByDay,
  type QuarterEpisodes,
  type SketchPairs,
  type StepSketches,
  sketchByDay,
  volumeByDay,
  volumeByQuarter,
} from '../../shared/store/cell-formats.ts';
import type { CellReader, CellSnapshot } from '../../shared/store/cell-reader.ts';
import { type MetPeople, peopleByDay } from '../../shared/store/people-format.ts';
import { addDays, daysBetween, quarterMs, utcDay, type Zone } from '../../shared/zone.ts';
import type { Days } from './days.ts';
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
  /** Of what is kept by home day: the revisions of days, read before their cells. */
  revisionOf?: CellSnapshot['revisionOf'];
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
  calendar: Days,
  home: Zone,
): Promise<LoadedCells> {
  if (!time.byDay) checkDays(time);
  const loaded: LoadedCells = {};
  // All at once: who asks for revisions at the same time shares one read of them.
  await Promise.all([
    loadTime(loaded, reader, needs, set, time),
    needs.people || needs.pairs || needs.ideas ? loadHomeDays(loaded, reader, needs, calendar) : undefined,
    needs.overdue ? put(loaded, 'backlog', loadBacklog(reader, set, ends, home)) : undefined,
  ]);
  return loaded;
}

const put = async <K extends keyof LoadedCells>(
  into: LoadedCells,
  name: K,
  read: Promise<NonNullable<LoadedCells[K]>>,
): Promise<void> => void Object.assign(into, { [name]: await read });

async function loadTime(
  into: LoadedCells,
  reader: CellReader,
  needs: Needs,
  set: DimensionSet,
  { from, to, byDay }: TimeIndex,
): Promise<void> {
  // Around a UTC day lie parts of the home days before and after it.
  const margin = byDay ? 0 : 1;
  const snapshot = await reader.at(addDays(from, -margin), addDays(to, margin));
  const jobs: Promise<void>[] = [];
  if (byDay) {
    if (needs.volume) jobs.push(put(into, 'volumeByDay', snapshot.read(volumeByDay, set, from, to)));
    if (needs.counters) jobs.push(put(into, 'episodesByDay', snapshot.read(episodesByDay, set, from, to)));
    if (needs.dues) jobs.push(put(into, 'dueByDay', snapshot.read(dueByDay, 'x', from, to)));
    if (needs.sketches) jobs.push(put(into, 'sketchByDay', snapshot.read(sketchByDay, 'x', from, to)));
  } else {
    if (needs.volume) jobs.push(put(into, 'volumeByQuarter', snapshot.read(volumeByQuarter, 'x', from, to)));
    if (needs.counters || needs.dues) {
      jobs.push(put(into, 'episodesByQuarter', snapshot.read(episodesByQuarter, 'x', from, to)));
    }
  }
  await Promise.all(jobs);
}

async function loadHomeDays(into: LoadedCells, reader: CellReader, needs: Needs, { from, to }: Days): Promise<void> {
  const days = await reader.at(from, to);
  into.revisionOf = days.revisionOf;
  const loadIdeas = async () => {
    const [counters, sketches] = await Promise.all([
      days.read(ideasByDay, 'x', from, to),
      days.read(ideaSketchByDay, 'x', from, to),
    ]);
    return { counters, sketches };
  };
  const jobs: Promise<void>[] = [];
  if (needs.people) jobs.push(put(into, 'people', days.read(peopleByDay, 'a', from, to)));
  if (needs.pairs) jobs.push(put(into, 'pairs', days.read(pairsByDay, 'a', from, to)));
  if (needs.ideas) jobs.push(put(into, 'ideas', loadIdeas()));
  await Promise.all(jobs);
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
  const { generation, months } = await reader.readMonths(episodesByDay, set, last);
  if (partial.length === 0) return { months, quarters: new Map() };
  // From the start of the home day that the first end cuts, to the last end.
  const from = utcDay(home.startOf(home.dayOf(Math.min(...partial))));
  const to = utcDay(Math.max(...partial) - quarterMs);
  const covering = await reader.at(addDays(from, -1), addDays(to, 1));
  // Rebuilt cells took over in between: one number is never made of both.
  if (covering.generation !== generation) return loadBacklog(reader, set, ends, home);
  return { months, quarters: await covering.read(episodesByQuarter, 'x', from, to) };
}
