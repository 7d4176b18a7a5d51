import type { MetricDefinition } from './metrics/metric.ts';

/** The value of a metric as a report tells it: nothing of one that is withheld. */
export interface Told {
  metric: MetricDefinition;
  status: 'OK' | 'EMPTY' | 'WITHHELD' | 'INCOMPLETE';
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number | null;
  warnings: readonly { code: string }[];
}

/** Whether so much of what a median is about is still open that it can only become greater. */
export const isCensored = ({ warnings }: Told): boolean => warnings.some(({ code }) => code === 'CENSORED');

/** Whether a value rests on enough observations: a count is exact, whatever it counts. */
export const isEnough = ({ metric, n }: Told, least: number): boolean =>
  metric.unit === 'count' || metric.unit === 'people' || (n ?? 0) >= least;

/** Whether a value is told whole: nothing withheld, nothing missing, nothing open that could still change it. */
export const isSure = <Value extends Told>(told: Value): told is Value & { value: number } =>
  told.status === 'OK' && told.value !== null && !isCensored(told);
