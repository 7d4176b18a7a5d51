import type { ChannelKind, Direction } from '../vocabulary.ts';

export const dimensions = ['DEPARTMENT', 'CHANNEL', 'CHANNEL_KIND', 'ACTIVITY', 'DIRECTION'] as const;
export type Dimension = (typeof dimensions)[number];

export type MetricUnit = 'count' | 'ratio' | 'seconds' | 'people' | 'days';

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
  measure: VolumeMeasure | ResponseMeasure | PeopleMeasure | IdeaMeasure | CollaborationMeasure;
}

/** A sum of volume counters, or one over another. */
export interface VolumeMeasure {
  family: 'volume';
  numerator: VolumeSum;
  denominator?: VolumeSum;
  /** What the value rests on, where it is not the denominator, or the numerator of a count. */
  n?: VolumeSum;
  /** Warns of few scores: the counters of what could have been scored. */
  coverageOf?: VolumeSum;
}

/** Counters added up, and those taken off. */
export interface VolumeSum {
  /** Codes of `shared/metrics/volume.ts`. */
  codes: readonly string[];
  minus?: readonly string[];
  directions?: readonly Direction[];
  /** Only on channels of these kinds. */
  channelKinds?: readonly ChannelKind[];
}

export interface ResponseMeasure {
  family: 'response';
  value: 'answered' | 'responseRate' | 'withinTarget' | 'overdue' | { quantile: number };
}

/** Distinct people of home days. All but customers tell about employees and are guarded. */
export interface PeopleMeasure {
  family: 'people';
  value: 'customers' | 'employees' | 'people' | 'adoption' | 'sustainedAdoption' | 'leadershipActivity' | 'ambassadors';
}

/** Ideas by the home day of their submission. */
export interface IdeaMeasure {
  family: 'ideas';
  value: 'shipped' | 'coCreationShipped' | 'leadTime' | 'loopClosed';
}

/** Internal interactions between departments, by home day. Guarded. */
export interface CollaborationMeasure {
  family: 'collaboration';
  value: 'connectedness' | 'openness';
}

/** Whether a metric tells about employees, so that it answers for whole periods and hides small groups. */
export const isGuarded = ({ measure }: MetricDefinition): boolean =>
  measure.family === 'collaboration' || (measure.family === 'people' && measure.value !== 'customers');

/** Whether a metric is kept by home day only. */
export const isByHomeDay = ({ measure: { family } }: MetricDefinition): boolean =>
  family === 'people' || family === 'ideas' || family === 'collaboration';
