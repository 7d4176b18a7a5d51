import { Temporal } from 'temporal-polyfill';
import { dayReader, plusDays, weekdayOf } from './calendar.ts';
import type { Company, CompanyTarget } from './happening.ts';

const readers = new Map<string, (at: number) => string>();

/**
 * When an answer to an enquiry (epoch milliseconds) is due: so many seconds of opening time later. A department's own
 * target goes before the company's. Undefined without a target.
 */
export function dueTime(company: Company, department: string, enquired: number): number | undefined {
  const target =
    company.targets.find((one) => one.department === department) ??
    company.targets.find((one) => one.department === undefined);
  if (!target) return undefined;
  const { week, timeZone = company.homeTimeZone, holidays = [] } = target;
  let remaining = target.seconds * 1000;
  if (!week) return enquired + remaining;
  const dayOf = readers.get(timeZone) ?? dayReader(timeZone);
  readers.set(timeZone, dayOf);
  for (let day = dayOf(enquired), tried = 0; tried < 60; day = plusDays(day, 1), tried++) {
    if (holidays.includes(day)) continue;
    for (const [opens, closes] of shiftsOf(week, day)) {
      const from = Math.max(enquired, instantOf(day, opens, timeZone));
      const open = instantOf(day, closes, timeZone) - from;
      if (open <= 0) continue;
      if (open >= remaining) return from + remaining;
      remaining -= open;
    }
  }
  return undefined;
}

const shiftsOf = (week: NonNullable<CompanyTarget['week']>, day: string) => week[String(weekdayOf(day))] ?? [];

const instantOf = (day: string, clock: string, timeZone: string): number =>
  Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(timeZone).epochMilliseconds;
