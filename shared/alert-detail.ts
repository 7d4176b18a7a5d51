import * as z from 'zod';
import { alertComparisons, alertKinds } from './alert-rule.ts';
import { alertChanges, alertReasons, alertStates } from './alert-vocabulary.ts';
import { daySchema, translatedSchema } from './organisation-fields.ts';

export const alertDetailType = 'polylog.alert.v1';

const instant = z.iso.datetime();
const text = z.string().min(1);

/** `detail` of an event that tells a change of an alert. */
export const alertDetailSchema = z.object({
  version: z.literal(1),
  notice: text,
  alert: text,
  change: z.enum(alertChanges),
  state: z.enum(alertStates),
  previousState: z.enum(alertStates),
  at: instant,
  firingSince: instant.optional(),
  rule: z.object({
    id: text,
    name: translatedSchema,
    kind: z.enum(alertKinds),
    owner: text.optional(),
  }),
  subject: z.object({ department: text.optional(), channel: text.optional(), source: text.optional() }),
  metric: text.optional(),
  comparison: z.enum(alertComparisons).optional(),
  threshold: z.number().optional(),
  range: z.object({ from: daySchema, to: daySchema }).optional(),
  value: z.number().nullable(),
  n: z.number().nullable(),
  reason: z.enum(alertReasons).optional(),
  acknowledgement: z.object({ by: text, at: instant, note: text.optional() }).optional(),
  message: z.object({ en: text, de: text }),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;
