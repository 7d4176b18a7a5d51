import { Temporal } from 'temporal-polyfill';
import type { RegisteredSource } from '../../../shared/store/source-item.ts';

/** A source that is asked on a schedule. */
export interface Scheduling {
  source: Pick<RegisteredSource, 'id' | 'pausedAt' | 'lastRunAt'>;
  /** ISO 8601 duration: the least time between the beginnings of two runs. */
  every: string;
  /** Its last run ended for want of time. */
  unfinished: boolean;
  /** When a run of it last began: later than `lastRunAt` when that run never ended. */
  begunAt?: string | undefined;
}

const minuteMs = 60_000;

/**
 * The sources to be asked now (epoch milliseconds), those that waited longest first, so that in a minute with too many none
 * is left behind for ever. Time is counted in whole minutes of the clock, because runs begin on the minute, now and then a
 * little late. Paused ones are never due. One whose last run never ended waits its whole time: it may have taken the runs
 * of all others with it.
 */
export function dueSources<Scheduled extends Scheduling>(scheduled: readonly Scheduled[], now: number): Scheduled[] {
  return scheduled
    .filter((one) => isDue(one, now))
    .toSorted((one, other) => lastRun(one) - lastRun(other) || (one.source.id < other.source.id ? -1 : 1));
}

function isDue(one: Scheduling, now: number): boolean {
  if (one.source.pausedAt !== undefined) return false;
  const last = lastRun(one);
  const ended = one.begunAt === undefined || one.begunAt <= (one.source.lastRunAt ?? '');
  if (last === Number.NEGATIVE_INFINITY || (one.unfinished && ended)) return true;
  const minutes = Math.floor(now / minuteMs) - Math.floor(last / minuteMs);
  return minutes >= Temporal.Duration.from(one.every).total('minutes');
}

/** When its last run began. */
const lastRun = ({ source: { lastRunAt }, begunAt }: Scheduling): number =>
  Math.max(...[lastRunAt, begunAt].map((at) => (at === undefined ? Number.NEGATIVE_INFINITY : Date.parse(at))));
