import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { cadenceDays, silentSince } from '../../shared/silent-since.ts';
import { countsOfSourcesByDay } from '../../shared/store/cell-formats.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import type { RegisteredSource } from '../../shared/store/source-item.ts';
import type { ChannelKind } from '../../shared/vocabulary.ts';
import { addDays, daysBetween, daysOf, type Zone } from '../../shared/zone.ts';
import type { Days } from './days.ts';
import type { KindOf, Selection } from './guard.ts';
import type { ReportWarning } from './report.ts';
import { kindsOf } from './selection-of.ts';

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
 * Undefined when no source declares a cadence.
 */
export async function loadCompleteness(
  { from, to }: Days,
  { reader, sources, organisation, home, asOf }: CompletenessDeps,
): Promise<Completeness | undefined> {
  const expected = sources.flatMap((source) => {
    const cadence = cadenceDays(source);
    return cadence === undefined ? [] : [{ source, cadence: Math.min(cadence, maxCadence) }];
  });
  if (expected.length === 0) return undefined;
  const first = addDays(from, -Math.max(...expected.map(({ cadence }) => cadence)));
  const days = daysOf(first, to);
  const months = await (await reader.at(first, to)).read(countsOfSourcesByDay, 'a', first, to);
  const feeds = expected.map(({ source, cadence }) => {
    const spoke = days.map((day) => (months.get(day.slice(0, 7))?.get(source.id)?.[Number(day.slice(8))] ?? 0) > 0);
    const seen = source.firstSeenAt === undefined ? to : home.dayOf(Date.parse(source.firstSeenAt));
    return feedOf(source, cadence, { days, spoke, seen, today: home.dayOf(asOf), overdue: silentSince(source, asOf) });
  });
  const kindOf = kindsOf(organisation);
  // Each value asks for two: counting the days between dates each time showed in profiles.
  const places = new Map(days.map((day, at) => [day, at]));
  const placeOf = (day: string) => places.get(day) ?? daysBetween(first, day);
  return (metric, { from: start, to: end }, selection) =>
    fedBy(
      feeds.filter(({ source }) => isFeeding(source, metric, selection, kindOf)),
      placeOf(start),
      placeOf(end),
    );
}

/** What a source did, by day since the first: sums up to each day, so that a range takes two steps. */
interface Feed {
  source: RegisteredSource;
  /** How many days before each it was expected, and fed. */
  expectedUpTo: Int32Array;
  fedUpTo: Int32Array;
  /** The last silent day at or before each; empty before the first. */
  lastSilent: string[];
  /** Since when it is overdue now, epoch milliseconds; and the place of today. */
  overdue: number | null;
  today: number;
}

function feedOf(
  source: RegisteredSource,
  cadence: number,
  {
    days,
    spoke,
    seen,
    today,
    overdue,
  }: { days: string[]; spoke: boolean[]; seen: string; today: string; overdue: number | null },
): Feed {
  const firstSpoken = spoke.indexOf(true);
  const start = firstSpoken >= 0 && (days[firstSpoken] as string) < seen ? (days[firstSpoken] as string) : seen;
  const expectedUpTo = new Int32Array(days.length + 1);
  const fedUpTo = new Int32Array(days.length + 1);
  const lastSilent: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let silent = '';
  days.forEach((day, at) => {
    if (spoke[at]) last = at;
    const isExpected = day >= start && day <= today;
    const isFed = at - last < cadence || (day === today && overdue === null);
    if (isExpected && !isFed) silent = day;
    expectedUpTo[at + 1] = (expectedUpTo[at] as number) + (isExpected ? 1 : 0);
    fedUpTo[at + 1] = (fedUpTo[at] as number) + (isExpected && isFed ? 1 : 0);
    lastSilent.push(silent);
  });
  return { source, expectedUpTo, fedUpTo, lastSilent, overdue, today: days.indexOf(today) };
}

function isFeeding(
  { channel, department }: RegisteredSource,
  metric: MetricDefinition,
  selection: Selection,
  kindOf: KindOf,
) {
  if (department !== undefined && !selection.inDepartment(department)) return false;
  if (channel === undefined) return true;
  return selection.inChannel(channel) && (kindsBehind(metric)?.includes(kindOf(channel)) ?? true);
}

/** The kinds of channel that a metric counts in; undefined: any. */
function kindsBehind({ measure }: MetricDefinition): readonly ChannelKind[] | undefined {
  if (measure.family === 'collaboration') return ['internal'];
  return measure.family === 'volume' ? measure.denominator?.channelKinds : undefined;
}

function fedBy(feeding: readonly Feed[], from: number, to: number): Fed | undefined {
  let [all, good] = [0, 0];
  const warnings: ReportWarning[] = [];
  for (const feed of feeding) {
    const { expectedUpTo, fedUpTo } = feed;
    const expected = (expectedUpTo[to + 1] as number) - (expectedUpTo[from] as number);
    const fed = (fedUpTo[to + 1] as number) - (fedUpTo[from] as number);
    all += expected;
    good += fed;
    const isSilentNow = feed.overdue !== null && feed.today >= from && feed.today <= to;
    if (fed < expected || (expected > 0 && isSilentNow)) warnings.push(warningOf(feed, expected - fed, expected, to));
  }
  return all === 0 ? undefined : { completeness: good / all, warnings };
}

function warningOf(
  { source, lastSilent, overdue, today }: Feed,
  silent: number,
  expected: number,
  to: number,
): ReportWarning {
  const missed = silent > 0;
  const since = overdue !== null && today <= to ? new Date(overdue).toISOString() : '';
  const en = [
    missed ? `nothing came on ${silent} of ${expected} days, the latest of them ${lastSilent[to]}` : '',
    since && `overdue since ${since}`,
  ];
  const de = [
    missed ? `an ${silent} von ${expected} Tagen kam nichts, zuletzt am ${lastSilent[to]}` : '',
    since && `überfällig seit ${since}`,
  ];
  const said = (parts: string[]): string => `${source.name}: ${parts.filter(Boolean).join('; ')}.`;
  return {
    code: 'SOURCE_SILENT',
    message: { en: said(en), de: said(de) },
    source: source.id,
  };
}
