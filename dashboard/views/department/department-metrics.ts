import type { MetricName } from '../../app/shell.ts';
import { comparedMetrics, rankedBy } from './compared-metrics.ts';

/** The figures of a department's page. */
export const departmentMetrics = [...comparedMetrics, 'DIALOGUE_RATIO'] as const satisfies MetricName[];

export const channelMetrics = [
  'INTERACTIONS',
  'ENQUIRIES',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'NET_SENTIMENT',
] as const satisfies MetricName[];

/**
 * The figures to show, and which of them at large: the one that the address names, one more where it is none of the usual.
 * The social share of a single channel would be 0 or 1: it stays away while channels are filtered.
 */
export function figuresFor(asked: unknown, ofChannels: boolean): { figures: MetricName[]; chosen: MetricName } {
  const usual: MetricName[] = departmentMetrics.filter((id) => !(ofChannels && id === 'SOCIAL_SHARE'));
  const named = rankedBy(asked);
  const chosen: MetricName = ofChannels && named === 'SOCIAL_SHARE' ? 'FIRST_RESPONSE_P50' : named;
  return { figures: usual.includes(chosen) ? usual : [...usual.slice(0, -1), chosen], chosen };
}
