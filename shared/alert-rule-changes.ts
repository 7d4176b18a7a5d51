import type * as z from 'zod';
import { alertDays } from './alert-days.ts';
import { type AlertKind, type AlertRule, alertRuleSchema, type MetricRule } from './alert-rule.ts';
import { checked, checkLimit, departmentOf, type OrganisationRule, refused } from './changes/change.ts';
import { ApiError } from './errors.ts';
import { possibleValues } from './goal-values.ts';
import { findMetric } from './metrics/catalogue.ts';
import { isGuarded, type MetricDefinition } from './metrics/metric.ts';
import type { Organisation } from './organisation.ts';
import { daysBetween } from './zone.ts';

/** The fields of a rule of any kind, as the API takes them. */
export type AlertRuleInput = { [Field in FieldOf<z.input<typeof alertRuleSchema>>]?: unknown } & {
  id: string;
  kind: AlertKind;
};
type FieldOf<Rule> = Rule extends unknown ? keyof Rule : never;

/** Every look reads the days of each rule. */
const mostDays = 400;

const fieldsOf: Record<AlertKind, { needed: readonly string[]; allowed: readonly string[] }> = {
  THRESHOLD: {
    needed: ['metric', 'window', 'comparison', 'threshold'],
    allowed: ['department', 'channel', 'minimumN', 'minimumCompleteness'],
  },
  COMPLETENESS: { needed: ['metric', 'window', 'threshold'], allowed: ['department', 'channel'] },
  MISSING_DATA: { needed: [], allowed: ['source'] },
};
const ofAnyKind = ['id', 'kind', 'name', 'enabled', 'owner', 'pendingMinutes'];

/** Sets a rule that can fire; throws an `ApiError` that names the field and what is allowed. */
export function setAlertRule(input: AlertRuleInput): OrganisationRule<AlertRule> {
  checkFields(input);
  const rule = checked(alertRuleSchema, input as z.input<typeof alertRuleSchema>);
  return (organisation) => {
    if (rule.kind !== 'MISSING_DATA') checkQuestion(rule, organisation);
    const { alertRules } = organisation;
    const before = alertRules.find(({ id }) => id === rule.id);
    checkLimit('alertRules', alertRules.length + (before ? 0 : 1));
    return {
      organisation: {
        ...organisation,
        alertRules: before ? alertRules.map((one) => (one === before ? rule : one)) : [...alertRules, rule],
      },
      subject: `alert rule ${rule.id}`,
      before,
      after: rule,
      result: rule,
    };
  };
}

/** Removes a rule; throws `UNKNOWN_ALERT_RULE`. */
export function removeAlertRule(id: string): OrganisationRule<AlertRule> {
  return (organisation) => {
    const before = organisation.alertRules.find((rule) => rule.id === id);
    if (!before) throw new ApiError('UNKNOWN_ALERT_RULE', `id: there is no alert rule “${id}”.`, { field: 'id' });
    return {
      organisation: { ...organisation, alertRules: organisation.alertRules.filter((rule) => rule !== before) },
      subject: `alert rule ${id}`,
      before,
      after: undefined,
      result: before,
    };
  };
}

function checkFields(input: AlertRuleInput): void {
  const { needed, allowed } = fieldsOf[input.kind];
  const given = Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : field));
  const foreign = given.find((field) => ![...ofAnyKind, ...needed, ...allowed].includes(field));
  const own = [...needed, ...allowed];
  if (foreign) throw refused(foreign, `not of a rule of the kind ${input.kind}, which takes ${own.join(', ')}`);
  const missing = needed.find((field) => !given.includes(field));
  if (missing) throw refused(missing, `a rule of the kind ${input.kind} needs it`);
}

function checkQuestion(rule: MetricRule, organisation: Organisation): void {
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

function checkThreshold(rule: Extract<AlertRule, { kind: 'THRESHOLD' }>, metric: MetricDefinition): void {
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
