import type { Activity, Direction } from '../vocabulary.ts';

export const dimensions = ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND', 'ACTIVITY', 'DIRECTION'] as const;
export type Dimension = (typeof dimensions)[number];

export type MetricUnit = 'count' | 'ratio' | 'seconds' | 'people';

/** One line of the catalogue: what the GraphQL enum, its descriptions and the documentation are made from. */
export interface MetricDefinition {
  /** GraphQL enum value. */
  id: string;
  name: { en: string; de: string };
  description: { en: string; de: string };
  unit: MetricUnit;
  formula: string;
  /** 1: more is better; -1: less is better; 0: neither. */
  goodDirection: -1 | 0 | 1;
  /** What it may be split and filtered by. */
  dimensions: readonly Dimension[];
  /** Raised when the same facts give another number. */
  version: number;
  measure: VolumeMeasure | ResponseMeasure;
}

/** A count, or a count over the audience of posts. */
export interface VolumeMeasure {
  family: 'volume';
  activities: readonly Activity[] | 'all' | 'audience';
  directions?: readonly Direction[];
  /** Divided by the audience of posts. */
  per?: 'audience';
}

export interface ResponseMeasure {
  family: 'response';
  value: 'answered' | 'responseRate' | 'withinTarget' | 'overdue' | { quantile: number };
}
