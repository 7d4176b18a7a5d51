import { departmentsBetween } from '../../shared/metrics/collaboration.ts';
import type { CollaborationMeasure } from '../../shared/metrics/metric.ts';
import type { Organisation } from '../../shared/organisation.ts';
import type { Counting } from './counting.ts';

/**
 * What a collaboration metric counts: internal interactions between departments, for openness also those within one. Pairs
 * are connected or not by all that was written, so both parts of connectedness rest on the same.
 */
export function collaborationCounting(value: CollaborationMeasure['value'], { departments }: Organisation): Counting {
  const known = new Set(departments.map(({ id }) => id));
  return {
    weightOf(interaction) {
      const between = departmentsBetween(interaction);
      if (!between) return undefined;
      const { from, to } = between;
      const counts = value === 'openness' || (from !== to && known.has(from) && known.has(to));
      return counts ? (interaction.sampledRate ?? 1) : undefined;
    },
    departmentOf: ({ actor, department }) => actor.department ?? department,
  };
}
