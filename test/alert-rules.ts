import type { Alert, Observation } from '../shared/alert.ts';
import { type AlertRule, alertRuleSchema, type ThresholdRule } from '../shared/alert-rule.ts';
import type { AlertVerdict } from '../shared/alert-vocabulary.ts';

/** A rule on the share of enquiries of customer service that were answered, over seven days. */
export const answersRule = (over: Partial<ThresholdRule> = {}): ThresholdRule =>
  alertRuleSchema.parse({
    id: 'answers',
    name: { en: 'Customers wait', de: 'Kunden warten' },
    kind: 'THRESHOLD',
    metric: 'RESPONSE_RATE',
    department: 'service',
    window: { last: 7, unit: 'DAY' },
    comparison: 'BELOW',
    threshold: 0.6,
    ...over,
  }) as ThresholdRule;

/** A rule on the data of all sources. */
export const silenceRule: AlertRule = alertRuleSchema.parse({
  id: 'silence',
  name: { en: 'Data are missing', de: 'Daten fehlen' },
  kind: 'MISSING_DATA',
});

const values: Record<AlertVerdict, number | null> = { MET: 0.5, NOT_MET: 0.75, UNJUDGED: null };

/** What a look at `answersRule` sees that comes to this verdict. */
export const seeing = (verdict: AlertVerdict): Observation => ({
  verdict,
  value: values[verdict],
  n: verdict === 'UNJUDGED' ? null : 40,
  ...(verdict === 'UNJUDGED' && { reason: 'EMPTY' as const }),
  range: { from: '2026-03-20', to: '2026-03-26' },
});

/** An alert of `answersRule` that fires since `since`. */
export const firing = (since: number): Alert => ({
  rule: answersRule(),
  state: 'FIRING',
  since,
  observed: seeing('MET'),
  observedAt: since,
  raised: { since },
  history: [{ at: since, change: 'FIRED', state: 'FIRING', value: 0.5 }],
});
