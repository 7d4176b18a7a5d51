import type { KeptAlert } from '../../shared/alert.ts';
import { type AlertRule, alertRuleSchema } from '../../shared/alert-rule.ts';
import { answersRule, silenceRule } from '../alert-rules.ts';
import { goldenSource } from './golden-interactions.ts';

const at = (time: string): number => Date.parse(`2026-03-${time}Z`);
const range = { from: '2026-03-20', to: '2026-03-26' };
const nothing = { value: null, n: null };

const completeness = alertRuleSchema.parse({
  id: 'complete',
  name: { en: 'Enough came', de: 'Genug gekommen' },
  enabled: false,
  kind: 'COMPLETENESS',
  metric: 'SOCIAL_SHARE',
  window: { toDate: 'MONTH' },
  threshold: 0.9,
});
const adoption = alertRuleSchema.parse({
  id: 'adoption',
  name: { en: 'Few take part', de: 'Wenige machen mit' },
  kind: 'THRESHOLD',
  metric: 'ACTIVE_EMPLOYEES',
  department: 'hr',
  window: { last: 4, unit: 'WEEK' },
  comparison: 'BELOW',
  threshold: 5,
});

export const goldenAlertRules: AlertRule[] = [
  answersRule({ owner: 'Head of service', pendingMinutes: 15, minimumN: 20, channel: 'x' }),
  completeness,
  silenceRule,
  adoption,
];

/** One of each state, and one of a rule that is not looked at. */
export const goldenAlerts: KeptAlert[] = [
  {
    rule: goldenAlertRules[0] as AlertRule,
    state: 'ACKNOWLEDGED',
    since: at('27T09:30:00'),
    observed: { verdict: 'MET', value: 0.5, n: 40, range },
    observedAt: at('27T11:58:00'),
    raised: {
      since: at('27T09:00:00'),
      acknowledged: { by: 'ada', at: at('27T09:30:00'), note: 'Two are ill; back on Monday.' },
    },
    history: [
      { at: at('27T09:00:00'), change: 'FIRED', state: 'FIRING', value: 0.52 },
      {
        ...{ at: at('27T09:30:00'), change: 'ACKNOWLEDGED', state: 'ACKNOWLEDGED', value: 0.5, by: 'ada' },
        note: 'Two are ill; back on Monday.',
      },
    ],
    notices: [],
  },
  {
    rule: completeness,
    state: 'OK',
    since: at('01T00:00:00'),
    observed: { verdict: 'NOT_MET', value: 1, n: null, range },
    observedAt: at('01T00:00:00'),
    history: [],
    notices: [],
  },
  {
    rule: silenceRule,
    source: goldenSource,
    state: 'FIRING',
    since: at('26T09:01:00'),
    observed: { verdict: 'MET', ...nothing, reason: 'SILENT', reasonSince: at('26T09:00:00') },
    observedAt: at('26T09:01:00'),
    raised: { since: at('26T09:01:00') },
    history: [{ at: at('26T09:01:00'), change: 'FIRED', state: 'FIRING', value: null, reason: 'SILENT' }],
    notices: [],
  },
  {
    rule: silenceRule,
    source: 'urn:quiet',
    state: 'OK',
    since: at('02T00:00:00'),
    observed: { verdict: 'NOT_MET', ...nothing },
    observedAt: at('02T00:00:00'),
    history: [],
    notices: [],
  },
  {
    rule: adoption,
    state: 'UNKNOWN',
    since: at('02T00:00:00'),
    observed: { verdict: 'UNJUDGED', ...nothing, reason: 'WITHHELD', range: { from: '2026-02-23', to: '2026-03-22' } },
    observedAt: at('02T00:00:00'),
    history: [{ at: at('02T00:00:00'), change: 'UNJUDGED', state: 'UNKNOWN', value: null, reason: 'WITHHELD' }],
    notices: [],
  },
];
