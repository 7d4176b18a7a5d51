import type { ResolvedRange } from './report-windows.ts';
import { addDays, daysBetween, quarterMs, type Zone } from './zone.ts';

export const comparisons = ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR', 'PREVIOUS_YEAR_WEEKDAY'] as const;
export type Comparison = (typeof comparisons)[number];

export type Granularity = 'QUARTER_HOUR' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'TOTAL';

/** A bucket of time. Instants are epoch milliseconds, `end` exclusive; days are in the zone, `lastDay` included. */
export interface Bucket {
  start: number;
  end: number;
  firstDay: string;
  lastDay: string;
}

/**
 * Cuts whole days (both ends included) of a zone into buckets that partition them, in order. Weeks, months, quarters
 * and years are cut at the ends of the range. Hours follow the wall clock: a clock change starts a new bucket.
 */
export function bucketsOf(from: string, to: string, granularity: Granularity, zone: Zone, weekStart: number): Bucket[] {
  if (granularity === 'HOUR' || granularity === 'QUARTER_HOUR') return partsOfDays(from, to, granularity, zone);
  const buckets: Bucket[] = [];
  for (let first = from; first <= to; ) {
    const next = granularity === 'TOTAL' ? addDays(to, 1) : nextStart(first, granularity, weekStart);
    const last = next > to ? to : addDays(next, -1);
    buckets.push(dayBucket(first, last, zone));
    first = addDays(last, 1);
  }
  return buckets;
}

/** The bucket of whole days of a zone; empty when `lastDay` is before `firstDay`. */
export const dayBucket = (firstDay: string, lastDay: string, zone: Zone): Bucket => ({
  start: zone.startOf(firstDay),
  end: zone.startOf(addDays(lastDay, 1)),
  firstDay,
  lastDay,
});

/**
 * The bucket that a bucket is compared with. The previous period of a range of whole months is as many months before,
 * of any other range as many days; the previous year is the same dates, 29 February being 1 March where there is none,
 * or by weekday the days 52 weeks before. A range that ends within a period is compared with the same part of the
 * earlier one: 1 to 28 February with 1 to 28 January, 1 to 31 March with all of February.
 * A part of one day is compared with the same part of one day, so what a longer month has beyond belongs to no row: the
 * whole range is compared on its own.
 */
export function comparedBucket(bucket: Bucket, range: ResolvedRange, comparison: Comparison, zone: Zone): Bucket {
  const shift = shiftOf(range, comparison);
  const end = range.previous && addDays(sameDay(range.to, shift), 1);
  const within = (day: string): string => (end !== undefined && day > end ? end : day);
  const first = within(shifted(bucket.firstDay, shift));
  const next = within(shifted(addDays(bucket.lastDay, 1), shift));
  const oneDay = bucket.firstDay === bucket.lastDay && next > first;
  const compared = dayBucket(first, oneDay ? first : addDays(next, -1), zone);
  const whole =
    bucket.start === zone.startOf(bucket.firstDay) && bucket.end === zone.startOf(addDays(bucket.lastDay, 1));
  if (whole) return compared;
  const into = bucket.start - zone.startOf(bucket.firstDay);
  const start = Math.min(compared.start + into, compared.end);
  return { ...compared, start, end: Math.min(start + bucket.end - bucket.start, compared.end) };
}

/** How far back the days compared with lie. */
type Shift = NonNullable<ResolvedRange['previous']>;

function shiftOf({ from, to, previous }: ResolvedRange, comparison: Comparison): Shift {
  if (comparison === 'PREVIOUS_YEAR') return { months: 12 };
  if (comparison === 'PREVIOUS_YEAR_WEEKDAY') return { days: 364 };
  if (previous) return previous;
  const end = addDays(to, 1);
  const wholeMonths = from.endsWith('-01') && end.endsWith('-01');
  return wholeMonths ? { months: monthsBetween(from, end) } : { days: daysBetween(from, end) };
}

const shifted = (day: string, shift: Shift): string =>
  'days' in shift ? addDays(day, -shift.days) : shiftMonths(day, -shift.months);

/** The same day earlier, or the last of a shorter month: the end of the same part of an earlier period. */
function sameDay(day: string, shift: Shift): string {
  const earlier = shifted(day, shift);
  return 'months' in shift && earlier.slice(8) !== day.slice(8) ? addDays(earlier, -1) : earlier;
}

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** The same day of another month; one that this month does not have is the first of the next. */
function shiftMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const target = new Date(Date.UTC(year, month - 1 + months, date));
  if (target.getUTCDate() === date) return target.toISOString().slice(0, 10);
  return new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10);
}

function nextStart(day: string, granularity: Granularity, weekStart: number): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (granularity === 'DAY') return addDays(day, 1);
  if (granularity === 'WEEK') {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
    return addDays(day, 7 - ((weekday - weekStart + 7) % 7));
  }
  if (granularity === 'YEAR') return `${String(year + 1).padStart(4, '0')}-01-01`;
  const next = granularity === 'MONTH' ? month + 1 : month + 3 - ((month - 1) % 3);
  return new Date(Date.UTC(year, next - 1, 1)).toISOString().slice(0, 10);
}

function partsOfDays(from: string, to: string, granularity: 'HOUR' | 'QUARTER_HOUR', zone: Zone): Bucket[] {
  const buckets: Bucket[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const end = zone.startOf(addDays(day, 1));
    let hour = Number.NaN;
    for (let at = zone.startOf(day); at < end; at += quarterMs) {
      const offset = zone.offsetAt(at);
      // An offset change inside an hour starts a bucket of its own: two passes of one hour are two buckets.
      const wall = Math.floor((at + offset) / 3_600_000) + offset / 1e9;
      const current = buckets.at(-1);
      if (granularity === 'HOUR' && wall === hour && current) current.end = Math.min(at + quarterMs, end);
      else buckets.push({ start: at, end: Math.min(at + quarterMs, end), firstDay: day, lastDay: day });
      hour = wall;
    }
  }
  return buckets;
}
