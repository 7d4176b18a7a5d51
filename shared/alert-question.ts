import { alertDays } from './alert-days.ts';
import type { MetricRule, ThresholdRule } from './alert-rule.ts';
import { departmentOf, refused } from './changes/change.ts';
import { ApiError } from './errors.ts';
import { possibleValues } from './goal-values.ts';
import { findMetric } from './metrics/catalogue.ts';
import { isGuarded, type MetricDefinition } from './metrics/metric.ts';
import type { Organisation } from './organisation.ts';
import { daysBetween } from './zone.ts';

/** Every look reads the days of each rule. */
const mostDays = 400;

/** Throws an `ApiError` that names the field unless a rule asks what has an answer, and can fire. */
export function checkQuestion(rule: MetricRule, organisation: Organisation): void {
  const metric = findMetric(rule.metric);
  if (!metric) {
    throw new ApiError('UNKNOWN_METRIC', `metric: there is no metric “${rule.metric}”.`, { field: 'metric' });
  }
  if (rule.department !== undefined) departmentOf(organisation, rule.department, 'department');
  if (rule.channel !== undefined && !organisation.channels.some(({ id }) => id === rule.channel)) {
    const channels = organisation.channels.map(({ id }) => id);
    throw new ApiError('UNKNOWN_CHANNEL', `channel: there is no channel “${rule.channel}”.`, {
      field: 'channel',
      channels,
    });
  }
  for (const field of ['department', 'channel'] as const) {
    if (rule[field] !== undefined) checkDimension(metric, field);
  }
  checkWindow(rule, metric, organisation);
  if (rule.kind === 'THRESHOLD') checkThreshold(rule, metric);
}

function checkDimension({ id, dimensions }: MetricDefinition, field: 'department' | 'channel'): void {
  if (dimensions.some((dimension) => dimension === field.toUpperCase())) return;
  throw new ApiError('UNSUPPORTED_FILTER', `${field}: ${id} cannot be told apart by it; ${supported(dimensions)}.`, {
    field,
    metric: id,
    supported: dimensions,
  });
}

const supported = (dimensions: readonly string[]): string =>
  dimensions.length === 0 ? 'it is told of the company as a whole' : `it supports ${dimensions.join(', ')}`;

function checkWindow(rule: MetricRule, metric: MetricDefinition, organisation: Organisation): void {
  const { window } = rule;
  // Any day will do: a window is of one kind and length whenever it is seen.
  const { from, to } = alertDays(rule, organisation, '2026-12-31');
  if (daysBetween(from, to) >= mostDays) throw refused('window', `at most ${mostDays} days`);
  if (!isGuarded(metric)) return;
  if ((window.unit === 'WEEK' || window.unit === 'MONTH') && window.complete !== false) return;
  throw refused(
    'window',
    `${metric.id} tells about employees, so of whole weeks or months that are over: {last: 4, unit: WEEK} or {last: 1, unit: MONTH}`,
  );
}

function checkThreshold(rule: ThresholdRule, metric: MetricDefinition): void {
  const { least, most, allowed } = possibleValues(metric.id);
  const { threshold, comparison, minimumN } = rule;
  if (threshold < least || threshold > most) throw refused('threshold', `of ${metric.id}, ${allowed}`);
  if (threshold === (comparison === 'ABOVE' ? most : least)) {
    throw refused('threshold', `nothing of ${metric.id} is ${comparison} ${threshold}: it is ${allowed}`);
  }
  if (minimumN > 0 && (metric.unit === 'count' || metric.unit === 'people')) {
    throw refused('minimumN', `${metric.id} is a number of things itself and rests on no others: leave it out`);
  }
}
