import type { MetricName } from '../../app/shell.ts';

/** By what departments are compared side by side. */
export const comparedMetrics = [
  'ENQUIRIES',
  'RESPONSE_RATE',
  'FIRST_RESPONSE_P50',
  'WITHIN_TARGET',
  'OVERDUE',
  'SOCIAL_SHARE',
  'NET_SENTIMENT',
] as const satisfies MetricName[];

/** By what they can be ranked, too, where a link asks for it; metrics of employees take whole weeks, on pages of their own. */
const alsoRanked = [
  'DIALOGUE_RATIO',
  'CO_CREATION',
  'IDEAS',
  'IDEAS_SHIPPED',
  'LOOP_CLOSED',
  'MENTIONS',
  'ENGAGEMENTS',
  'POSTS',
  'MESSAGES',
  'CONTRIBUTIONS',
] as const satisfies MetricName[];

export type RankedMetric = (typeof comparedMetrics)[number] | (typeof alsoRanked)[number];

/** The metric that the address names, or the median of first answers. */
export const rankedBy = (by: unknown): RankedMetric =>
  [...comparedMetrics, ...alsoRanked].find((id) => id === by) ?? 'FIRST_RESPONSE_P50';

/** The columns: those that are always there, and before them one more where it is asked for. */
export const columnsFor = (by: RankedMetric): readonly RankedMetric[] =>
  comparedMetrics.some((id) => id === by) ? comparedMetrics : [by, ...comparedMetrics];
