import type * as z from 'zod';
import { checkQuestion } from './alert-question.ts';
import { type AlertKind, type AlertRule, alertRuleSchema } from './alert-rule.ts';
import { checked, checkLimit, type OrganisationRule, refused } from './changes/change.ts';
import { ApiError } from './errors.ts';

/** The fields of a rule of any kind, as the API takes them. */
export type AlertRuleInput = { [Field in FieldOf<z.input<typeof alertRuleSchema>>]?: unknown } & {
  id: string;
  kind: AlertKind;
};
type FieldOf<Rule> = Rule extends unknown ? keyof Rule : never;

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
