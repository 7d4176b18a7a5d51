import { alertId, type KeptAlert } from '../../shared/alert.ts';
import { alertMessage } from '../../shared/alert-message.ts';
import type { alertStates } from '../../shared/alert-vocabulary.ts';
import { alertNames } from '../alerts/alert-names.ts';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { cost } from '../limits.ts';
import { AlertSubject, AlertTransition } from './alert-parts.ts';
import { AlertRule } from './alert-rule.ts';
import { AlertReason, AlertState } from './alert-vocabulary.ts';
import { inLanguage, languageDescription } from './language.ts';
import { ReportRange } from './report.ts';

export const Alert = builder.objectRef<KeptAlert>('Alert').implement({
  description: 'How a rule stands; a rule on missing data of any source has one for each.',
  fields: (t) => ({
    id: t.id({
      description: 'Names it: the id of the rule, and `#` and the source where it has one.',
      resolve: alertId,
    }),
    rule: t.field({
      type: AlertRule,
      description: 'What is asked.',
      resolve: ({ rule }, _args, { directory }) =>
        directory.organisation.alertRules.find(({ id }) => id === rule.id) ?? rule,
    }),
    subject: t.field({ type: AlertSubject, description: 'What it is about.', resolve: (alert) => alert }),
    state: t.expose('state', { type: AlertState, description: 'How it stands.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it is in this state.' }),
    firingSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when the condition is met, also while that is UNKNOWN for a time; null when it is not met.',
      resolve: ({ raised }) => raised?.since ?? null,
    }),
    value: t.float({
      nullable: true,
      description: 'The value that was seen, at most five minutes old; null where none can be told.',
      resolve: ({ observed }) => observed.value,
    }),
    n: t.float({
      nullable: true,
      description: 'How many observations it rests on.',
      resolve: ({ observed }) => observed.n,
    }),
    threshold: t.float({
      nullable: true,
      description: 'What the value was held against.',
      resolve: ({ rule }) => ('threshold' in rule ? rule.threshold : null),
    }),
    range: t.field({
      type: ReportRange,
      nullable: true,
      description: 'The days that were looked at; null for missing data.',
      resolve: ({ observed }) => observed.range ?? null,
    }),
    reason: t.field({
      type: AlertReason,
      nullable: true,
      description: 'Why it cannot be judged, or what is wrong with the source.',
      resolve: ({ observed }) => observed.reason ?? null,
    }),
    message: t.string({
      description: 'One sentence with the value, the threshold and the days, or since when data are missing.',
      args: { language: t.arg.string({ description: languageDescription }) },
      resolve: messageOf,
    }),
    acknowledgedBy: t.string({
      nullable: true,
      description: 'Who acknowledged it, as of `sub` in the token; null when nobody did since it fired.',
      resolve: ({ raised }) => raised?.acknowledged?.by ?? null,
    }),
    acknowledgedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When.',
      resolve: ({ raised }) => raised?.acknowledged?.at ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What was noted with that.',
      resolve: ({ raised }) => raised?.acknowledged?.note ?? null,
    }),
    history: t.field({
      type: [AlertTransition],
      description: 'The latest 30 changes, the newest first.',
      resolve: ({ history }) => history.toReversed(),
    }),
  }),
});

async function messageOf(
  alert: KeptAlert,
  { language }: { language?: string | null | undefined },
  context: ApiContext,
) {
  const { directory } = context;
  const names = alertNames(directory, await context.sources());
  const { homeTimeZone } = directory.organisation;
  const texts = {
    en: alertMessage(alert, names, 'en', homeTimeZone),
    de: alertMessage(alert, names, 'de', homeTimeZone),
  };
  return inLanguage(texts, language);
}

/** What asks for somebody comes first. */
const urgency = ['FIRING', 'ACKNOWLEDGED', 'UNKNOWN', 'OK'] as const satisfies (typeof alertStates)[number][];

builder.queryField('alerts', (t) =>
  t.field({
    type: [Alert],
    description:
      'The alerts of all rules that are looked at: firing ones first, then acknowledged, unknown and quiet ones, each the newest first. A new rule has one within a minute.',
    authScopes: { may: 'reports' },
    complexity: { field: cost.list, multiplier: 20 },
    args: { states: t.arg({ type: [AlertState], description: 'Only those in one of these states.' }) },
    resolve: async (_root, { states }, { deps, directory }) => {
      const enabled = new Set(directory.organisation.alertRules.flatMap((rule) => (rule.enabled ? rule.id : [])));
      return (await deps.listAlerts())
        .filter(({ rule, state }) => enabled.has(rule.id) && (!states || states.includes(state)))
        .sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || b.since - a.since || order(a, b));
    },
  }),
);

const order = (a: KeptAlert, b: KeptAlert): number => (alertId(a) < alertId(b) ? -1 : 1);
