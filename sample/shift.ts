import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type SampleSet, sampleSets } from './sets.ts';

const weeksSchema = z.partialRecord(z.enum(sampleSets), z.int());

/** Whole weeks that are added to all times of each set. */
type Weeks = Record<SampleSet, number>;

const week = 7 * 86_400_000;

/**
 * Whole weeks after which the day of `last` (milliseconds since 1970) lies 1 to 7 days before the day of `now`, both as
 * days of `timeZone`.
 */
export function weeksUntil(last: number, now: Date, timeZone: string): number {
  const dayOf = (time: number) =>
    Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone).toPlainDate();
  const daysBack = (weeks: number) => dayOf(last + weeks * week).until(dayOf(now.getTime())).days;
  const weeks = Math.floor((daysBack(0) - 1) / 7);
  // A change to or from summer time between may move the last hour of a day over midnight.
  return weeks + (daysBack(weeks) < 1 ? -1 : daysBack(weeks) > 7 ? 1 : 0);
}

/**
 * The weeks of each set, decided once for a data folder: read from `sample-shift.json` there, or computed from the last
 * time of each set and written. So the sample loaded again is the same sample.
 */
export function shiftOf(dataDir: string, last: Record<SampleSet, number>, now: Date, timeZone: string): Weeks {
  const file = join(dataDir, 'sample-shift.json');
  const known = existsSync(file) ? weeksSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const entries = sampleSets.map((set) => [set, known[set] ?? weeksUntil(last[set], now, timeZone)] as const);
  const weeks = Object.fromEntries(entries) as Weeks;
  writeFileSync(`${file}.new`, `${JSON.stringify(weeks, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return weeks;
}

/** An instant moved by whole weeks, as ISO 8601 in UTC. */
export const shifted = (time: string, weeks: number): string => new Date(Date.parse(time) + weeks * week).toISOString();
