import { findMetric } from './metrics/catalogue.ts';
import type { Goal } from './plans.ts';

/** What the values of a metric may be. */
interface ValueRule {
  least: number;
  most: number;
  allowed: string;
}

const share: ValueRule = { least: 0, most: 1, allowed: '0 to 1; 0.57 is 57 %' };
const index: ValueRule = { least: -1, most: 1, allowed: '-1 to 1' };
const amount: ValueRule = { least: 0, most: Number.POSITIVE_INFINITY, allowed: '0 or more' };

/** Ratios of a difference, which may be negative. */
const indices = new Set(['NET_SENTIMENT', 'OPENNESS']);

/** The first of a goal's values that its metric can never have, with what is allowed; undefined when both are possible. */
export function impossibleValue(
  goal: Pick<Goal, 'metric' | 'baseline' | 'target'>,
): { field: 'baseline' | 'target'; allowed: string } | undefined {
  const { least, most, allowed } = possibleValues(goal.metric);
  const field = (['baseline', 'target'] as const).find((one) => goal[one] < least || goal[one] > most);
  return field && { field, allowed };
}

/** The least and the most that a metric of this id can be, and that in words. */
export const possibleValues = (metric: string): ValueRule =>
  indices.has(metric) ? index : findMetric(metric)?.unit === 'ratio' ? share : amount;
