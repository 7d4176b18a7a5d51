import { Temporal } from 'temporal-polyfill';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';

/** A source that is asked on a schedule. */
export interface Scheduling {
  source: Pick<RegisteredSource, 'id' | 'pausedAt' | 'lastRunAt'>;
  /** ISO 8601 duration: the least time between the beginnings of two runs. */
  every: string;
  /** Its last run ended for want of time. */
  unfinished: boolean;
}

const minuteMs = 60_000;

/**
 * The sources to be asked now (epoch milliseconds), those that waited longest first, so that in a minute with too many none
 * is left behind for ever. Time is counted in whole minutes of the clock, because runs begin on the minute, now and then a
 * little late. Paused ones are never due.
 */
export function dueSources<Scheduled extends Scheduling>(scheduled: readonly Scheduled[], now: number): Scheduled[] {
  return scheduled
    .filter((one) => isDue(one, now))
    .toSorted((one, other) => lastRun(one) - lastRun(other) || (one.source.id < other.source.id ? -1 : 1));
}

function isDue({ source, every, unfinished }: Scheduling, now: number): boolean {
  if (source.pausedAt !== undefined) return false;
  if (source.lastRunAt === undefined || unfinished) return true;
  const minutes = Math.floor(now / minuteMs) - Math.floor(Date.parse(source.lastRunAt) / minuteMs);
  return minutes >= Temporal.Duration.from(every).total('minutes');
}

const lastRun = ({ source }: Scheduling): number =>
  source.lastRunAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(source.lastRunAt);
