import { ApiError } from './errors.ts';
import { addDays } from './zone.ts';

export const windowUnits = ['DAY', 'WEEK', 'MONTH'] as const;
export type WindowUnit = (typeof windowUnits)[number];

export const calendarPeriods = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type CalendarPeriod = (typeof calendarPeriods)[number];

/** Days relative to today: the last so many days, weeks or months, or a calendar period up to and including today. */
export interface ReportWindow {
  last?: number | null | undefined;
  unit?: WindowUnit | null | undefined;
  /** True, the default: only days, weeks and months that are over; false: the current one counts, up to today. */
  complete?: boolean | null | undefined;
  toDate?: CalendarPeriod | null | undefined;
}

/** Whole days, both ends included. */
export interface DayRange {
  from: string;
  to: string;
}

/** A range and, where the days do not say it themselves, how far back the same part of the previous period lies. */
export interface ResolvedRange extends DayRange {
  previous?: { days: number } | { months: number };
}

/** Longest windows: as many days as a report has buckets. */
const mostUnits: Record<WindowUnit, number> = { DAY: 20_000, WEEK: 2_800, MONTH: 650 };

/**
 * The days that a report covers: its range, or its window as seen from `today`, a day of the report's zone; weeks begin
 * on `weekStart` (ISO weekday). Throws `BAD_REQUEST` unless exactly one of both is given and the window is of one kind.
 */
export function rangeOf(
  range: DayRange | null | undefined,
  window: ReportWindow | null | undefined,
  today: string,
  weekStart: number,
): ResolvedRange {
  if (range && window) throw invalid('range and window: give one of both, not both.');
  if (range) return { from: range.from, to: range.to };
  if (!window) throw invalid('range: name the days to report, by `range` or by `window`.');
  const { last, unit, complete, toDate } = window;
  if (toDate != null) {
    if (last != null || unit != null || complete != null) throw invalid('window: `toDate` stands alone.');
    return { from: periodStart(today, toDate, weekStart), to: today, previous: lengthOf[toDate] };
  }
  if (last == null || unit == null) throw invalid('window: give `last` and `unit`, or `toDate`.');
  if (last < 1 || last > mostUnits[unit]) throw invalid(`window.last: 1 to ${mostUnits[unit]} of the unit ${unit}.`);
  return complete === false ? upToToday(last, unit, today, weekStart) : wholeUnits(last, unit, today, weekStart);
}

/** The first day of the calendar period that holds a day. */
export function periodStart(day: string, period: CalendarPeriod, weekStart: number): string {
  if (period === 'WEEK') {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
    return addDays(day, -((weekday - weekStart + 7) % 7));
  }
  if (period === 'YEAR') return `${day.slice(0, 4)}-01-01`;
  const month = Number(day.slice(5, 7));
  const first = period === 'MONTH' ? month : month - ((month - 1) % 3);
  return `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`;
}

const lengthOf: Record<CalendarPeriod, { days: number } | { months: number }> = {
  WEEK: { days: 7 },
  MONTH: { months: 1 },
  QUARTER: { months: 3 },
  YEAR: { months: 12 },
};

function wholeUnits(last: number, unit: WindowUnit, today: string, weekStart: number): ResolvedRange {
  const next = unit === 'DAY' ? today : periodStart(today, unit, weekStart);
  const range = { from: unitsBefore(next, last, unit), to: addDays(next, -1) };
  // Whole months say it themselves; 28 days that happen to be a February are 28 days.
  return unit === 'MONTH' ? range : { ...range, previous: lengthOfMany(last, unit) };
}

function upToToday(last: number, unit: WindowUnit, today: string, weekStart: number): ResolvedRange {
  const current = unit === 'DAY' ? today : periodStart(today, unit, weekStart);
  return { from: unitsBefore(current, last - 1, unit), to: today, previous: lengthOfMany(last, unit) };
}

const lengthOfMany = (count: number, unit: WindowUnit): { days: number } | { months: number } =>
  unit === 'MONTH' ? { months: count } : { days: unit === 'WEEK' ? count * 7 : count };

/** `start` is the first day of a unit. */
function unitsBefore(start: string, count: number, unit: WindowUnit): string {
  if (unit !== 'MONTH') return addDays(start, -count * (unit === 'WEEK' ? 7 : 1));
  const [year, month] = start.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - count, 1)).toISOString().slice(0, 10);
}

const invalid = (message: string): ApiError => new ApiError('BAD_REQUEST', message);
