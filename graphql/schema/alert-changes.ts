import { mostPendingMinutes } from '../../shared/alert-rule.ts';
import { removeAlertRule, setAlertRule } from '../../shared/alert-rule-changes.ts';
import { ApiError } from '../../shared/errors.ts';
import { alertNames } from '../alerts/alert-names.ts';
import { builder } from '../builder.ts';
import { changeOrganisation } from '../change-organisation.ts';
import { newId } from '../new-id.ts';
import { authorOf } from '../permissions.ts';
import { withoutNulls } from '../without-nulls.ts';
import { Alert } from './alert.ts';
import { AlertRule } from './alert-rule.ts';
import { AlertComparison, AlertKind } from './alert-vocabulary.ts';
import { changeField } from './change-field.ts';
import { MetricId } from './metric.ts';
import { ReportWindow } from './report-window.ts';
import { TranslatedTextInput } from './translated-text.ts';

const possible = 'a ratio 0 to 1 (0.5 is 50 %), NET_SENTIMENT and OPENNESS -1 to 1, anything else 0 or more';

const SetAlertRuleInput = builder.inputType('SetAlertRuleInput', {
  description: 'A rule of alerts: a new one, or all of one that is.',
  fields: (t) => ({
    id: t.id({ description: 'The rule of this id is replaced, or made; absent: a new one.' }),
    name: t.field({ type: TranslatedTextInput, required: true, description: 'As people call it.' }),
    kind: t.field({ type: AlertKind, required: true, description: 'What it asks for.' }),
    enabled: t.boolean({ required: true, defaultValue: true, description: 'Whether it is looked at.' }),
    owner: t.string({ description: 'Who sees to its alerts.' }),
    pendingMinutes: t.int({
      required: true,
      defaultValue: 0,
      description: `For how long something must be seen without a break before the state follows it, either way: 0 to ${mostPendingMinutes.toLocaleString('en')}.`,
    }),
    metric: t.field({ type: MetricId, description: 'Of THRESHOLD and COMPLETENESS: what is measured.' }),
    department: t.id({ description: "Of both: whose value it is; absent: the company's." }),
    channel: t.id({ description: 'Of both: of which channel; absent: of all.' }),
    window: t.field({
      type: ReportWindow,
      description:
        'Of both: over which days, at most 400, e.g. `{last: 7, unit: DAY}` or, for the running day, `{last: 1, unit: DAY, complete: false}`. Metrics about employees take whole weeks or months.',
    }),
    comparison: t.field({ type: AlertComparison, description: 'Of THRESHOLD: on which side it fires.' }),
    threshold: t.float({
      description: `Of THRESHOLD: ${possible}. Of COMPLETENESS: the share below which it fires, above 0 and at most 1.`,
    }),
    minimumN: t.int({
      description: 'Of THRESHOLD: what rests on fewer observations is not judged; absent: 0. Not for counts.',
    }),
    minimumCompleteness: t.float({
      description:
        'Of THRESHOLD: an incomplete value is judged when at least this share of what was expected came, 0 to 1; absent: 1.',
    }),
    source: t.id({ description: 'Of MISSING_DATA: which source; absent: any, with an alert for each.' }),
  }),
});

const RemoveAlertRuleInput = builder.inputType('RemoveAlertRuleInput', {
  description: 'A rule of alerts that is none any more.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Which rule.' }) }),
});

const AcknowledgeAlertInput = builder.inputType('AcknowledgeAlertInput', {
  description: 'An alert that somebody sees to.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which alert.' }),
    note: t.string({ description: 'What others should know: at most 2,000 characters.' }),
  }),
});

const change = changeField('alerts');

builder.mutationFields((t) => ({
  setAlertRule: t.field({
    type: AlertRule,
    description: 'Sets a rule of alerts; it is looked at within a minute. There are at most 200.',
    ...change,
    args: { input: t.arg({ type: SetAlertRuleInput, required: true, description: 'The rule.' }) },
    resolve: async (_root, { input }, context) => {
      const { window, ...given } = withoutNulls(input);
      if (given.source !== undefined && !(await context.sources()).has(given.source)) {
        throw new ApiError('UNKNOWN_SOURCE', `source: there is no source “${given.source}”.`, { field: 'source' });
      }
      const rule = { ...given, ...(window && { window: withoutNulls(window) }), id: input.id ?? newId() };
      return changeOrganisation(context, 'setAlertRule', setAlertRule(rule));
    },
  }),
  removeAlertRule: t.field({
    type: AlertRule,
    description: 'Removes a rule of alerts and gives it as it was; its alerts end with it.',
    ...change,
    args: { input: t.arg({ type: RemoveAlertRuleInput, required: true, description: 'Which rule.' }) },
    resolve: (_root, { input }, context) => changeOrganisation(context, 'removeAlertRule', removeAlertRule(input.id)),
  }),
  acknowledgeAlert: t.field({
    type: Alert,
    description: 'Says that somebody sees to an alert that fires; once more replaces who, when and note.',
    ...change,
    args: { input: t.arg({ type: AcknowledgeAlertInput, required: true, description: 'Which alert.' }) },
    resolve: async (_root, { input }, context) => {
      const { directory, deps, viewer } = context;
      return deps.registry.acknowledgeAlert(authorOf(viewer), withoutNulls(input), {
        names: alertNames(directory, await context.sources()),
        timeZone: directory.organisation.homeTimeZone,
      });
    },
  }),
}));
