import type { MetricName } from '../app/shell.ts';
import type { Granularity } from './span.ts';

/** Metrics on time axes that the API keeps by whole days, so that there are no hours of them. */
const byDay: ReadonlySet<string> = new Set<MetricName>(['IDEAS_SHIPPED', 'IDEA_LEAD_TIME_P50', 'LOOP_CLOSED']);

/** The buckets of a view in which all of these metrics can be told: at least days where one of them has no hours. */
export const granularityFor = (metrics: readonly string[], granularity: Granularity): Granularity =>
  granularity === 'HOUR' && metrics.some((id) => byDay.has(id)) ? 'DAY' : granularity;
