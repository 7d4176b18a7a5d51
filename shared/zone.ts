import { Temporal } from 'temporal-polyfill';

export const quarterMs = 15 * 60_000;

/** Entries of a memory before it starts anew. */
const maxCached = 200_000;

/**
 * The calendar of one IANA time zone. A day is the interval between two starts of day, so days partition time also
 * where clocks change at midnight. Every start of day since 8 January 1972 lies on a UTC quarter hour (tested over all
 * zones), but for Kiritimati before October 1979, whose days are then up to a quarter hour off.
 */
export interface Zone {
  readonly id: string;
  /** The day, YYYY-MM-DD, that holds an instant (epoch milliseconds). */
  dayOf(epochMs: number): string;
  /** The first instant of a day in epoch milliseconds. */
  startOf(day: string): number;
  /** Offset from UTC in milliseconds at an instant. */
  offsetAt(epochMs: number): number;
}

const zones = new Map<string, Zone>();

/** The calendar of an IANA zone, or undefined when there is no such zone. Made once for each zone, however it is spelt. */
export function zoneOf(id: string): Zone | undefined {
  const known = zones.get(id);
  if (known) return known;
  const name = nameOf(id);
  if (name === undefined) return undefined;
  const zone = zones.get(name) ?? createZone(name);
  zones.set(name, zone);
  return zone;
}

/** The zone's own spelling. Temporal also takes offsets and whole instants, of which there is no end: they are no zones. */
function nameOf(id: string): string | undefined {
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    const isName = timeZoneId.toLowerCase() === id.toLowerCase() && !/^[+-]/.test(timeZoneId);
    return isName ? timeZoneId : undefined;
  } catch {
    return undefined;
  }
}

/** The calendar of a zone that configuration vouches for; throws when it does not exist. */
export function knownZone(id: string): Zone {
  const zone = zoneOf(id);
  if (!zone) throw new Error(`There is no time zone ${id}.`);
  return zone;
}

function createZone(id: string): Zone {
  const starts = new Map<string, number>();
  const dayOfQuarter = new Map<number, string>();

  const startOf = (day: string): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    if (starts.size >= maxCached) starts.clear();
    const start = Temporal.PlainDate.from(day).toZonedDateTime(id).epochMilliseconds;
    starts.set(day, start);
    return start;
  };

  const offsetAt = (epochMs: number): number =>
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id).offsetNanoseconds / 1e6;

  const dayOf = (epochMs: number): string => {
    const quarter = Math.floor(epochMs / quarterMs);
    const known = dayOfQuarter.get(quarter);
    if (known !== undefined) return known;
    if (dayOfQuarter.size >= maxCached) dayOfQuarter.clear();
    const at = quarter * quarterMs;
    let day = utcDay(at + offsetAt(at));
    if (startOf(day) > at) day = addDays(day, -1);
    else if (startOf(addDays(day, 1)) <= at) day = addDays(day, 1);
    dayOfQuarter.set(quarter, day);
    return day;
  };

  return { id, dayOf, startOf, offsetAt };
}

/** The UTC day, YYYY-MM-DD, of an instant in epoch milliseconds. */
export function utcDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** The day `count` days after (or before) a day. */
export function addDays(day: string, count: number): string {
  if (count === 1) return nextDay(day);
  return utcDay(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000);
}

const nextDays = new Map<string, string>();

/** Every walk over days asks for the next one; making a date and a text of it each time showed in profiles. */
function nextDay(day: string): string {
  let next = nextDays.get(day);
  if (next === undefined) {
    if (nextDays.size >= maxCached) nextDays.clear();
    next = utcDay(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
    nextDays.set(day, next);
  }
  return next;
}

/** Days from one day to another: 0 when they are the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Every day from the first to the last, both included. */
export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}
