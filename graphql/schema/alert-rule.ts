import type { AlertRule as AlertRuleShape, MetricRule } from '../../shared/alert-rule.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import { builder } from '../builder.ts';
import { cost } from '../limits.ts';
import { AlertComparison, AlertKind } from './alert-vocabulary.ts';
import { Channel } from './channel.ts';
import { Department } from './department.ts';
import { inLanguage, languageDescription } from './language.ts';
import { Metric } from './metric.ts';
import { CalendarPeriod, WindowUnit } from './report-window.ts';
import { Source, sourceOf } from './source.ts';

const AlertWindow = builder.objectRef<MetricRule['window']>('AlertWindow').implement({
  description: 'The days that a rule looks at, relative to the day of the look in the home time zone.',
  fields: (t) => ({
    last: t.exposeInt('last', { nullable: true, description: 'How many units; with `unit`.' }),
    unit: t.expose('unit', { type: WindowUnit, nullable: true, description: 'Days, weeks or months; with `last`.' }),
    complete: t.boolean({
      description: 'Whether only units that are over count; if not, the last one is the running one.',
      resolve: ({ complete, toDate }) => complete ?? toDate === undefined,
    }),
    toDate: t.expose('toDate', {
      type: CalendarPeriod,
      nullable: true,
      description: 'From the start of this period up to and including the day of the look; stands alone.',
    }),
  }),
});

export const AlertRule = builder.objectRef<AlertRuleShape>('AlertRule').implement({
  description: 'What is looked at each minute, and when that is an alert. What a kind does not have is null.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it.' }),
    name: t.string({
      description: 'As people call it.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: ({ name }, { language }) => inLanguage(name, language),
    }),
    kind: t.expose('kind', { type: AlertKind, description: 'What it asks for.' }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it is looked at.' }),
    owner: t.exposeString('owner', { nullable: true, description: 'Who sees to its alerts.' }),
    pendingMinutes: t.exposeInt('pendingMinutes', {
      description: 'For how long something must be seen without a break before the state follows it, either way.',
    }),
    metric: t.field({
      type: Metric,
      nullable: true,
      description: 'What is measured; null also when the catalogue has it no more.',
      resolve: (rule) => ('metric' in rule ? (findMetric(rule.metric) ?? null) : null),
    }),
    department: t.field({
      type: Department,
      nullable: true,
      description: "Whose value it is; null: the company's.",
      resolve: (rule, _args, { directory }) =>
        'metric' in rule && rule.department !== undefined ? directory.department(rule.department) : null,
    }),
    channel: t.field({
      type: Channel,
      nullable: true,
      description: 'Of which channel; null: of all.',
      resolve: (rule, _args, { directory }) =>
        'metric' in rule && rule.channel !== undefined ? directory.channel(rule.channel) : null,
    }),
    window: t.field({
      type: AlertWindow,
      nullable: true,
      description: 'Over which days.',
      resolve: (rule) => ('metric' in rule ? rule.window : null),
    }),
    comparison: t.field({
      type: AlertComparison,
      nullable: true,
      description: 'On which side of the threshold it fires; COMPLETENESS always below.',
      resolve: ({ kind, ...rule }) =>
        'comparison' in rule ? rule.comparison : kind === 'COMPLETENESS' ? ('BELOW' as const) : null,
    }),
    threshold: t.float({
      nullable: true,
      description: 'In the unit of the metric, a share of 0 to 1 for ratios and for COMPLETENESS.',
      resolve: (rule) => ('threshold' in rule ? rule.threshold : null),
    }),
    minimumN: t.int({
      nullable: true,
      description: 'What rests on fewer observations is not judged.',
      resolve: (rule) => ('minimumN' in rule ? rule.minimumN : null),
    }),
    minimumCompleteness: t.float({
      nullable: true,
      description: 'An incomplete value is judged when at least this share of what was expected came.',
      resolve: (rule) => ('minimumCompleteness' in rule ? rule.minimumCompleteness : null),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'Of MISSING_DATA: which source; null: any, with an alert for each.',
      resolve: (rule, _args, context) =>
        'source' in rule && rule.source !== undefined ? sourceOf(rule.source, context) : null,
    }),
  }),
});

builder.queryField('alertRules', (t) =>
  t.field({
    type: [AlertRule],
    description: 'The rules of alerts, in the order in which they were set. There are none by default.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 20 },
    resolve: (_root, _args, { directory }) => directory.organisation.alertRules,
  }),
);
