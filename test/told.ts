import fc from 'fast-check';
import { findMetric } from '../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../shared/metrics/metric.ts';
import type { Told } from '../shared/told.ts';

/** The metric of an id; throws when there is none. */
export function metricOf(id: string): MetricDefinition {
  const metric = findMetric(id);
  if (!metric) throw new Error(`There is no metric ${id}.`);
  return metric;
}

/** A value of a metric as reports tell it, from what it is made of. */
export function told(id: string, over: Partial<Told> = {}): Told {
  return {
    metric: metricOf(id),
    status: 'OK',
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    warnings: [],
    ...over,
  };
}

/** Values of every status, those told with a share, a count or a median of up to some hundred observations. */
export function anyTold(id: string): fc.Arbitrary<Told> {
  const { unit } = metricOf(id);
  const denominator = fc.integer({ min: 0, max: 400 });
  return fc
    .record({
      status: fc.constantFrom('OK', 'OK', 'OK', 'OK', 'INCOMPLETE', 'WITHHELD', 'EMPTY'),
      denominator,
      part: fc.integer({ min: 0, max: 10 }),
      seconds: fc.integer({ min: 1, max: 8 }).map((power) => 5 ** power),
      censored: fc.constantFrom(false, false, false, true),
    })
    .map(({ status, denominator: all, part, seconds, censored }) => {
      if (status === 'WITHHELD') return told(id, { status });
      if (status === 'EMPTY' || all === 0) return told(id, { status: 'EMPTY', numerator: 0, denominator: 0, n: 0 });
      const numerator = Math.round((all * part) / 10);
      if (unit === 'count') return told(id, { status, value: numerator, numerator, n: numerator });
      if (unit === 'ratio') return told(id, { status, value: numerator / all, numerator, denominator: all, n: all });
      const warnings = censored ? [{ code: 'CENSORED' }] : [];
      return told(id, { status, value: seconds, numerator, denominator: all, n: numerator, warnings });
    });
}
