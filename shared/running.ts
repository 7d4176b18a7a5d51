import { ApiError } from './errors.ts';
import { type CalendarPeriod, periodStart } from './report-windows.ts';
import { addDays } from './zone.ts';

/** What makes each row's value cover more than its own day. */
export interface Running {
  /** Days up to and including the row's. */
  rolling?: number | null | undefined;
  /** From the start of the row's week, month, quarter or year. */
  cumulative?: CalendarPeriod | null | undefined;
}

export const rollingDays = { min: 2, max: 366 } as const;

/** Throws `BAD_REQUEST` when a report cannot run: rows that are not days, both kinds at once, too few or many days. */
export function checkRunning({ rolling, cumulative }: Running, granularity: string): void {
  if (rolling == null && cumulative == null) return;
  const argument = rolling == null ? 'cumulative' : 'rolling';
  if (rolling != null && cumulative != null) throw refusal('rolling and cumulative: give one of both, not both.');
  if (granularity !== 'DAY') throw refusal(`${argument}: needs granularity DAY, not ${granularity}.`);
  if (rolling != null && (rolling < rollingDays.min || rolling > rollingDays.max)) {
    throw refusal(`rolling: ${rollingDays.min} to ${rollingDays.max} days.`);
  }
}

/** The first day that the value of the row of `day` covers; `day` itself where nothing runs. */
export function runningStart(day: string, { rolling, cumulative }: Running, weekStart: number): string {
  if (rolling != null) return addDays(day, 1 - rolling);
  return cumulative == null ? day : periodStart(day, cumulative, weekStart);
}

const refusal = (message: string): ApiError => new ApiError('BAD_REQUEST', message);
