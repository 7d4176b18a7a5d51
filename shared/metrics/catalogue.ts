import { collaborationMetrics } from './collaboration-metrics.ts';
import { ideaMetrics } from './idea-metrics.ts';
import type { MetricDefinition } from './metric.ts';
import { peopleMetrics } from './people-metrics.ts';
import { responseMetrics } from './response-metrics.ts';
import { volumeMetrics } from './volume-metrics.ts';

/** Every metric, in the order in which documentation and schema list them. A family is one line here. */
export const catalogue: readonly MetricDefinition[] = [
  ...volumeMetrics,
  ...responseMetrics,
  ...peopleMetrics,
  ...collaborationMetrics,
  ...ideaMetrics,
];

const byId = new Map(catalogue.map((metric) => [metric.id, metric]));

/** The metric of an id, e.g. `RESPONSE_RATE`, or undefined. */
export const findMetric = (id: string): MetricDefinition | undefined => byId.get(id);
