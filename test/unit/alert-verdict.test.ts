import { describe, expect, it } from 'vitest';
import type { AlertComparison, ThresholdRule } from '../../shared/alert-rule.ts';
import { alertRuleSchema, type MetricRule } from '../../shared/alert-rule.ts';
import { observeMetric, observeSource } from '../../shared/alert-verdict.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { answersRule } from '../alert-rules.ts';

const range = { from: '2026-03-20', to: '2026-03-26' };
const told = (metric: string, over: object = {}) => ({
  metric: findMetric(metric) as MetricDefinition,
  status: 'OK' as const,
  value: 0.5,
  n: 40,
  completeness: 1,
  warnings: [],
  ...over,
});
const see = (over: Partial<ThresholdRule>, value: object) =>
  observeMetric(answersRule(over), told(over.metric ?? 'RESPONSE_RATE', value), range);

describe('a threshold', () => {
  it.each<[AlertComparison, number, string]>([
    ['BELOW', 0.59, 'MET'],
    ['BELOW', 0.6, 'NOT_MET'],
    ['BELOW', 0.61, 'NOT_MET'],
    ['ABOVE', 0.59, 'NOT_MET'],
    ['ABOVE', 0.6, 'NOT_MET'],
    ['ABOVE', 0.61, 'MET'],
  ])('%s 0.6: %s is %s', (comparison, value, verdict) => {
    expect(see({ comparison }, { value })).toEqual({ verdict, value, n: 40, range });
  });

  it('tells nothing of what is withheld', () => {
    const hidden = { status: 'WITHHELD', value: null, n: null, completeness: null };
    expect(see({}, hidden)).toEqual({ verdict: 'UNJUDGED', value: null, n: null, reason: 'WITHHELD', range });
  });

  it('cannot judge nothing, or fewer observations than it wants', () => {
    expect(see({}, { status: 'EMPTY', value: null, n: 0 })).toMatchObject({ verdict: 'UNJUDGED', reason: 'EMPTY' });
    expect(see({ minimumN: 41 }, {})).toMatchObject({ verdict: 'UNJUDGED', reason: 'TOO_FEW', value: 0.5 });
    expect(see({ minimumN: 40 }, {})).toMatchObject({ verdict: 'MET' });
  });

  it('judges an incomplete value only where enough of it came', () => {
    const half = { status: 'INCOMPLETE', completeness: 0.5 };
    expect(see({}, half)).toMatchObject({ verdict: 'UNJUDGED', reason: 'INCOMPLETE', value: 0.5 });
    expect(see({ minimumCompleteness: 0.5 }, half)).toMatchObject({ verdict: 'MET' });
  });

  it.each<[AlertComparison, number, string]>([
    // What is missing can only add to a count.
    ['ABOVE', 11, 'MET'],
    ['ABOVE', 10, 'UNJUDGED'],
    ['BELOW', 10, 'NOT_MET'],
    ['BELOW', 9, 'UNJUDGED'],
  ])('%s 10: an incomplete count of %s is %s', (comparison, value, verdict) => {
    const incomplete = { status: 'INCOMPLETE', value, completeness: 0.5 };
    expect(see({ metric: 'MENTIONS', comparison, threshold: 10 }, incomplete).verdict).toBe(verdict);
    // What came of a difference or a share says nothing of the whole.
    expect(see({ metric: 'OVERDUE', comparison, threshold: 10 }, incomplete).verdict).toBe('UNJUDGED');
  });

  it.each<[AlertComparison, number, string]>([
    ['ABOVE', 3_601, 'MET'],
    ['ABOVE', 3_599, 'UNJUDGED'],
    ['BELOW', 3_601, 'NOT_MET'],
    ['BELOW', 3_599, 'UNJUDGED'],
  ])('%s an hour: a median of %s s over which too much is open is %s', (comparison, value, verdict) => {
    const open = { value, warnings: [{ code: 'CENSORED' }] };
    const seen = see({ metric: 'FIRST_RESPONSE_P50', comparison, threshold: 3_600 }, open);
    expect(seen.verdict).toBe(verdict);
    if (verdict === 'UNJUDGED') expect(seen.reason).toBe('CENSORED');
  });
});

describe('completeness', () => {
  const { minimumN: _n, minimumCompleteness: _c, comparison: _b, ...same } = answersRule();
  const rule = alertRuleSchema.parse({ ...same, kind: 'COMPLETENESS', threshold: 0.9 }) as MetricRule;
  const see = (over: object) => observeMetric(rule, told('RESPONSE_RATE', over), range);

  it('is judged by the share of what came', () => {
    expect(see({ completeness: 0.89, status: 'INCOMPLETE' })).toEqual({ verdict: 'MET', value: 0.89, n: null, range });
    expect(see({ completeness: 0.9, status: 'INCOMPLETE' })).toMatchObject({ verdict: 'NOT_MET' });
    expect(see({ completeness: 1, status: 'EMPTY', value: null })).toMatchObject({ verdict: 'NOT_MET', value: 1 });
  });

  it('cannot be judged without a source that says how often it speaks, and not of what is withheld', () => {
    expect(see({ completeness: null })).toMatchObject({ verdict: 'UNJUDGED', reason: 'NO_CADENCE' });
    expect(see({ completeness: null, status: 'WITHHELD' })).toMatchObject({ verdict: 'UNJUDGED', reason: 'WITHHELD' });
  });
});

describe('a source', () => {
  const now = Date.parse('2026-03-27T12:00:00Z');
  const daily = { cadence: 'P1D', lastInteractionAt: '2026-03-25T11:00:00Z' };

  it('is missed once it is silent for longer than its cadence', () => {
    const reasonSince = Date.parse('2026-03-26T11:00:00Z');
    expect(observeSource(daily, now)).toMatchObject({ verdict: 'MET', reason: 'SILENT', reasonSince });
    expect(observeSource({ ...daily, cadence: 'P3D' }, now)).toMatchObject({ verdict: 'NOT_MET' });
  });

  it('is missed once asking it has failed for an hour', () => {
    const asked = (failingSince: string) => observeSource({ lastRunAt: '2026-03-27T11:59:00Z', failingSince }, now);
    expect(asked('2026-03-27T11:00:00Z')).toMatchObject({
      verdict: 'MET',
      reason: 'FAILING',
      reasonSince: now - 3_600_000,
    });
    expect(asked('2026-03-27T11:00:01Z')).toMatchObject({ verdict: 'NOT_MET' });
  });

  it('is not missed while it is paused', () => {
    const paused = { ...daily, failingSince: '2026-03-01T00:00:00Z', pausedAt: '2026-03-26T00:00:00Z' };
    expect(observeSource(paused, now)).toMatchObject({ verdict: 'NOT_MET' });
  });

  it('that neither says how often it speaks nor is asked cannot be judged', () => {
    expect(observeSource({ lastInteractionAt: '2020-01-01T00:00:00Z' }, now)).toMatchObject({
      verdict: 'UNJUDGED',
      reason: 'NO_CADENCE',
    });
  });
});
