import type { MetricRule } from './alert-rule.ts';
import { findMetric } from './metrics/catalogue.ts';
import { isGuarded } from './metrics/metric.ts';
import type { Organisation } from './organisation.ts';
import { type DayRange, rangeOf } from './report-windows.ts';

/**
 * The days that a rule looks at on a day of the home zone. Weeks are the organisation's, those of metrics about employees
 * ISO weeks, which alone they answer for. Throws `BAD_REQUEST` when the window is not of one kind.
 */
export function alertDays(rule: MetricRule, { weekStart }: Organisation, today: string): DayRange {
  const metric = findMetric(rule.metric);
  const { from, to } = rangeOf(undefined, rule.window, today, metric && isGuarded(metric) ? 1 : weekStart);
  return { from, to };
}
