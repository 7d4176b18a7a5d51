import * as z from 'zod';
import { idSchema, nameSchema, translatedSchema } from './organisation-fields.ts';
import { calendarPeriods, windowUnits } from './report-windows.ts';

export const alertKinds = ['THRESHOLD', 'COMPLETENESS', 'MISSING_DATA'] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertComparisons = ['ABOVE', 'BELOW'] as const;
export type AlertComparison = (typeof alertComparisons)[number];

/** A condition must hold at most a day before the state follows it. */
export const mostPendingMinutes = 1_440;

/** Days relative to the day of the look, as a report takes them; the running day is `{last: 1, unit: DAY, complete: false}`. */
const windowSchema = z.strictObject({
  last: z.int().min(1).optional(),
  unit: z.enum(windowUnits).optional(),
  complete: z.boolean().optional(),
  toDate: z.enum(calendarPeriods).optional(),
});

const common = {
  id: idSchema,
  name: translatedSchema,
  enabled: z.boolean().default(true),
  owner: nameSchema.optional(),
  /** How long a condition must hold without a break before the state follows it, either way. */
  pendingMinutes: z
    .int('a whole number of minutes')
    .min(0, `0 to ${mostPendingMinutes}`)
    .max(mostPendingMinutes, `0 to ${mostPendingMinutes}`)
    .default(0),
};

const measured = {
  /** Id of the catalogue, e.g. `RESPONSE_RATE`. */
  metric: z.string().min(1),
  department: idSchema.optional(),
  channel: idSchema.optional(),
  window: windowSchema,
};

const share = '0 to 1; 0.9 is 90 %';

/** The value of a metric on one side of a threshold. */
const thresholdRuleSchema = z.strictObject({
  ...common,
  kind: z.literal('THRESHOLD'),
  ...measured,
  comparison: z.enum(alertComparisons),
  threshold: z.number(),
  /** Fewer observations than these are not judged. */
  minimumN: z.int('a whole number').min(0, '0 to 1,000,000').max(1_000_000, '0 to 1,000,000').default(0),
  /** An incomplete value is judged when at least this share of what was expected came. */
  minimumCompleteness: z.number().min(0, share).max(1, share).default(1),
});

/** Less than this share of what the sources of a metric were expected to bring has come. */
const completenessRuleSchema = z.strictObject({
  ...common,
  kind: z.literal('COMPLETENESS'),
  ...measured,
  threshold: z.number().gt(0, 'above 0, at most 1; 0.9 is 90 %').max(1, 'above 0, at most 1; 0.9 is 90 %'),
});

/** A source is silent or fails: the named one, or any, with an alert for each. */
const missingDataRuleSchema = z.strictObject({
  ...common,
  kind: z.literal('MISSING_DATA'),
  source: z.string().min(1).max(512).optional(),
});

export const alertRuleSchema = z.discriminatedUnion('kind', [
  thresholdRuleSchema,
  completenessRuleSchema,
  missingDataRuleSchema,
]);
export type AlertRule = z.infer<typeof alertRuleSchema>;
export type ThresholdRule = z.infer<typeof thresholdRuleSchema>;
export type MetricRule = ThresholdRule | z.infer<typeof completenessRuleSchema>;
export type MissingDataRule = z.infer<typeof missingDataRuleSchema>;

/** Whether two rules ask the same, whatever they are called and whoever owns them. */
export function asksTheSame(a: AlertRule, b: AlertRule): boolean {
  return questionOf(a) === questionOf(b);
}

const beside = new Set(['name', 'owner', 'enabled', 'pendingMinutes']);

const questionOf = (rule: AlertRule): string =>
  JSON.stringify(
    Object.entries(rule)
      .filter(([field]) => !beside.has(field))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
