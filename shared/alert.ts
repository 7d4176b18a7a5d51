import * as z from 'zod';
import { alertDetailSchema } from './alert-detail.ts';
import { alertRuleSchema } from './alert-rule.ts';
import { alertChanges, alertReasons, alertStates, alertVerdicts } from './alert-vocabulary.ts';
import { daySchema } from './organisation-fields.ts';

/** What a look saw. Nothing of a withheld value is in it. */
export const observationSchema = z.object({
  verdict: z.enum(alertVerdicts),
  /** Of the metric, or the completeness; null when there is none to tell, and for missing data. */
  value: z.number().nullable(),
  n: z.number().nullable(),
  /** Why it cannot be judged, or what is wrong with a source. */
  reason: z.enum(alertReasons).optional(),
  /** Since when a source is silent or fails, epoch milliseconds. */
  reasonSince: z.number().optional(),
  /** The days that were looked at, both included. */
  range: z.object({ from: daySchema, to: daySchema }).optional(),
});
export type Observation = z.infer<typeof observationSchema>;

const acknowledgementSchema = z.object({ by: z.string(), at: z.number(), note: z.string().optional() });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

const transitionSchema = z.object({
  at: z.number(),
  change: z.enum(alertChanges),
  state: z.enum(alertStates),
  value: z.number().nullable(),
  reason: z.enum(alertReasons).optional(),
  by: z.string().optional(),
  note: z.string().optional(),
});
export type AlertTransition = z.infer<typeof transitionSchema>;

/** How a rule stands, for one source where it asks for missing data of any. Instants are epoch milliseconds. */
export const alertSchema = z.object({
  /** As it was when it was judged last. */
  rule: alertRuleSchema,
  source: z.string().optional(),
  state: z.enum(alertStates),
  /** Since when it is in this state. */
  since: z.number(),
  observed: observationSchema,
  observedAt: z.number(),
  /** From when the condition was met until it is known not to be: also while that cannot be judged. */
  raised: z.object({ since: z.number(), acknowledged: acknowledgementSchema.optional() }).optional(),
  /** What the looks have seen of late that is not the state yet. */
  pending: z.object({ verdict: z.enum(alertVerdicts), since: z.number() }).optional(),
  /** The latest transitions, the oldest first. */
  history: z.array(transitionSchema),
});
export type Alert = z.infer<typeof alertSchema>;

/** An alert with what is still to be told of it, in order; who took it upon himself to tell did so at `claimedAt`. */
export const keptAlertSchema = alertSchema.extend({
  notices: z.array(alertDetailSchema).default([]),
  claimedAt: z.number().optional(),
});
export type KeptAlert = z.infer<typeof keptAlertSchema>;

/** Names an alert: the rule's id, and the source where there is one for each. */
export const alertId = ({ rule, source }: Pick<Alert, 'rule' | 'source'>): string =>
  source === undefined ? rule.id : `${rule.id}#${source}`;
