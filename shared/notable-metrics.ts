import type { RatedKind } from './told-z.ts';

/** A metric that may be news. */
export interface NotableMetric {
  id: string;
  /** Metrics of one family tell the same story: a department has one line of each. */
  family: string;
  /** How its values are told apart; a stock is what there is at the end. */
  kind: RatedKind | 'count' | 'stock';
  /** What is open still changes it: it is compared when the days are over for a week. */
  settles?: true;
  /** A share of interactions, which come in bursts: it varies more than that of as many single observations. */
  bursts?: true;
}

/**
 * The metrics that an executive is told changes of. Nothing about employees is among them: those are told for whole weeks
 * and months only, with small groups withheld. Nothing that only grows with time is, as how many ideas of a month were
 * shipped, and no sum of others, as all interactions.
 */
export const notableMetrics: readonly NotableMetric[] = [
  { id: 'ENQUIRIES', family: 'voices', kind: 'count' },
  { id: 'MENTIONS', family: 'voices', kind: 'count' },
  { id: 'ENGAGEMENTS', family: 'voices', kind: 'count' },
  { id: 'POSTS', family: 'presence', kind: 'count' },
  { id: 'WITHIN_TARGET', family: 'response', kind: 'share' },
  { id: 'RESPONSE_RATE', family: 'response', kind: 'share', settles: true },
  { id: 'FIRST_RESPONSE_P50', family: 'response', kind: 'median' },
  { id: 'OVERDUE', family: 'response', kind: 'stock' },
  { id: 'DIALOGUE_RATIO', family: 'dialogue', kind: 'share', settles: true },
  { id: 'NET_SENTIMENT', family: 'sentiment', kind: 'balance', bursts: true },
  { id: 'SOCIAL_SHARE', family: 'social share', kind: 'share', bursts: true },
  { id: 'IDEAS', family: 'ideas', kind: 'count' },
  { id: 'CO_CREATION', family: 'ideas', kind: 'share' },
  { id: 'MESSAGES', family: 'inside', kind: 'count' },
  { id: 'CONTRIBUTIONS', family: 'inside', kind: 'count' },
];

/** The metric that says how far durations of a median spread. */
export const spreadOf = 'FIRST_RESPONSE_P90';

/** Days after which what is open hardly changes a share. */
export const settlingDays = 7;
