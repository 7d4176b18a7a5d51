import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { DayTable } from '../../shared/store/cell-formats.ts';
import { countsOfSourcesByDay } from '../../shared/store/cell-formats.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import { addDays, daysOf, type Zone } from '../../shared/zone.ts';
import { cadenceDays, silentSince } from '../silent-since.ts';
import type { Days } from './days.ts';
import type { Selection } from './guard.ts';
import type { ReportWarning } from './report.ts';

/** Fed source-days over expected ones, and a warning for each source that was silent. */
export interface Fed {
  completeness: number;
  warnings: ReportWarning[];
}

/** How completely its sources fed a value; undefined where none of them declares a cadence. */
export type Completeness = (metric: MetricDefinition, days: Days, selection: Selection) => Fed | undefined;

export interface CompletenessDeps {
  reader: CellReader;
  sources: readonly RegisteredSource[];
  organisation: Organisation;
  home: Zone;
  /** Epoch milliseconds. */
  asOf: number;
}

/** Longest cadence that is looked back for, in days. */
const maxCadence = 400;

/**
 * Reads on which home days the sources with a cadence said something. A source is expected from the day it was first
 * seen, and a day is fed when there was something within one cadence up to it; today, when it is not overdue yet.
 */
export async function loadCompleteness({ from, to }: Days, deps: CompletenessDeps): Promise<Completeness> {
  const { reader, organisation, home, asOf } = deps;
  const expected = deps.sources.flatMap((source) => {
    const cadence = cadenceDays(source);
    return cadence === undefined ? [] : [{ source, cadence: Math.min(cadence, maxCadence) }];
  });
  if (expected.length === 0) return () => undefined;
  const first = addDays(from, -Math.max(...expected.map(({ cadence }) => cadence)));
  const today = home.dayOf(asOf);
  const months = await (await reader.at(first, to)).read(countsOfSourcesByDay, 'a', first, to);
  const feeds = expected.map(({ source, cadence }): Feed => {
    const spoke = new Set(daysOf(first, to).filter((day) => countOn(months, source.id, day) > 0));
    const seen = source.firstSeenAt === undefined ? to : home.dayOf(Date.parse(source.firstSeenAt));
    const start = [...spoke, seen].sort()[0] as string;
    return { source, cadence, spoke, start, overdue: silentSince(source, asOf) !== null };
  });
  const kinds = new Map(organisation.channels.map(({ id, kind }) => [id, kind]));
  return (metric, days, selection) => {
    const feeding = feeds.filter(({ source: { channel, department } }) => {
      if (department !== undefined && !selection.inDepartment(department)) return false;
      if (channel === undefined) return true;
      const compared = metric.measure.family === 'volume' ? metric.measure.denominator?.channelKinds : undefined;
      return selection.inChannel(channel) && (!compared || compared.includes(kinds.get(channel) ?? 'direct'));
    });
    return fedBy(feeding, days, today);
  };
}

interface Feed {
  source: RegisteredSource;
  cadence: number;
  spoke: ReadonlySet<string>;
  /** The first day on which it is expected. */
  start: string;
  /** It is overdue now. */
  overdue: boolean;
}

function fedBy(feeding: readonly Feed[], { from, to }: Days, today: string): Fed | undefined {
  const fed: Fed = { completeness: 0, warnings: [] };
  let [all, good] = [0, 0];
  for (const feed of feeding) {
    const silent: string[] = [];
    const last = to < today ? to : today;
    for (let day = feed.start > from ? feed.start : from; day <= last; day = addDays(day, 1)) {
      all++;
      if (isFed(feed, day, today)) good++;
      else silent.push(day);
    }
    if (silent.length > 0) fed.warnings.push(warningOf(feed, silent));
  }
  return all === 0 ? undefined : { ...fed, completeness: good / all };
}

function isFed({ spoke, cadence, overdue }: Feed, day: string, today: string): boolean {
  if (day === today) return !overdue;
  for (let back = 0; back < cadence; back++) if (spoke.has(addDays(day, -back))) return true;
  return false;
}

const warningOf = ({ source }: Feed, silent: readonly string[]): ReportWarning => ({
  code: 'SOURCE_SILENT',
  message: `${source.name} said nothing on ${silent.length} of the days it was expected, last on ${silent.at(-1)}.`,
  source: source.id,
});

function countOn(months: ReadonlyMap<string, DayTable>, source: string, day: string): number {
  return months.get(day.slice(0, 7))?.get(source)?.[Number(day.slice(8))] ?? 0;
}
