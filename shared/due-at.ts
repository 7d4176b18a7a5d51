import type { BusinessHours, Organisation, ResponseTarget } from './organisation.ts';
import { addDays, knownZone } from './zone.ts';

/** The response target valid for a department at an instant: its own before the organisation's, the latest first. */
export function targetAt(organisation: Organisation, department: string, epochMs: number): ResponseTarget | undefined {
  let best: ResponseTarget | undefined;
  for (const target of organisation.responseTargets) {
    if (Date.parse(target.from) > epochMs) continue;
    if (target.department !== undefined && target.department !== department) continue;
    if (!best || isMoreSpecific(target, best)) best = target;
  }
  return best;
}

function isMoreSpecific(target: ResponseTarget, than: ResponseTarget): boolean {
  const own = target.department !== undefined;
  if (own !== (than.department !== undefined)) return own;
  return Date.parse(target.from) >= Date.parse(than.from);
}

/** No opening within this many days means the hours never open. */
const searchDays = 400;

/**
 * When an answer is due: the instant at which `target.seconds` of business time have passed since the enquiry, in
 * epoch milliseconds. Shifts are wall-clock times of the hours' own zone, so a day with a clock change is as long as
 * its clock says. Undefined when the hours never open.
 */
export function dueAt(enquiredAt: number, target: ResponseTarget): number | undefined {
  let left = target.seconds * 1000;
  if (!target.hours) return enquiredAt + left;
  const zone = knownZone(target.hours.timeZone);
  let day = addDays(zone.dayOf(enquiredAt), -1);
  for (let searched = 0; searched < searchDays; day = addDays(day, 1)) {
    let worked = false;
    for (const [opens, closes] of shiftsOf(day, target.hours)) {
      const from = Math.max(opens, enquiredAt);
      if (closes <= from) continue;
      if (closes - from >= left) return from + left;
      left -= closes - from;
      worked = true;
    }
    searched = worked ? 0 : searched + 1;
  }
  return undefined;
}

const shiftCache = new WeakMap<BusinessHours, Map<string, [number, number][]>>();

function shiftsOf(day: string, hours: BusinessHours): [number, number][] {
  let cached = shiftCache.get(hours);
  if (!cached) {
    cached = new Map();
    shiftCache.set(hours, cached);
  }
  let shifts = cached.get(day);
  if (!shifts) {
    shifts = openShifts(day, hours);
    cached.set(day, shifts);
  }
  return shifts;
}

function openShifts(day: string, hours: BusinessHours): [number, number][] {
  if (hours.holidays.includes(day)) return [];
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const shifts = hours.week[String(weekday) as '1'] ?? [];
  return shifts
    .map(([opens, closes]): [number, number] => [
      wallClock(day, opens, hours.timeZone),
      wallClock(day, closes, hours.timeZone),
    ])
    .sort((a, b) => a[0] - b[0]);
}

/** The instant of a wall-clock time; one that a clock change skips is the instant after the gap. */
function wallClock(day: string, time: string, timeZone: string): number {
  const zone = knownZone(timeZone);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return zone.startOf(addDays(day, 1));
  const local = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const before = zone.offsetAt(local - 86_400_000);
  const after = zone.offsetAt(local + 86_400_000);
  const early = local - before;
  if (zone.offsetAt(early) === before) return early;
  return local - (zone.offsetAt(local - after) === after ? after : before);
}
