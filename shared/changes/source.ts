import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import type { Organisation } from '../organisation.ts';
import { nameSchema } from '../organisation-fields.ts';
import { retainedDays } from '../retention.ts';
import { checked, departmentOf } from './change.ts';

export const cadenceSchema = z
  .string()
  .refine(isCadence, 'an ISO 8601 duration from a minute (PT1M) to a year (P1Y), e.g. PT1H or P1D');

/** What is told of a source: a text sets, null clears, an absent field stays as it is. A cleared name is the id again. */
const sourceChangeSchema = z.strictObject({
  name: nameSchema.nullish(),
  channel: z.string().nullish(),
  department: z.string().nullish(),
  owner: nameSchema.nullish(),
  cadence: cadenceSchema.nullish(),
  /** Interactions a second that it may send, instead of what the door lets any source send. */
  ratePerSecond: z.int().min(1).max(100_000).nullish(),
  /** For how many days people of its interactions are kept; null: for ever. */
  retainPeopleDays: z.int().min(retainedDays.least).max(retainedDays.most).nullish(),
  /** What its adapter is told, as JSON; the adapter's schema is asked when it is known which it is. */
  settings: z.string().optional(),
  /** Whether it is asked from its beginning again, when it is asked on a schedule. */
  restart: z.boolean().nullish(),
});
export type SourceChange = z.infer<typeof sourceChangeSchema>;

/** The change of a source whose channel and department the organisation has; throws an `ApiError` that names the field. */
export function checkSourceChange(organisation: Organisation, input: SourceChange): SourceChange {
  const change = checked(sourceChangeSchema, input);
  if (change.department != null) departmentOf(organisation, change.department, 'department');
  if (change.channel != null && !organisation.channels.some(({ id }) => id === change.channel)) {
    throw new ApiError('UNKNOWN_CHANNEL', `channel: there is no channel “${change.channel}”.`, {
      field: 'channel',
      channels: organisation.channels.map(({ id }) => id),
    });
  }
  return change;
}

/** A month may be 28 days and a year 365: what matters is the order of magnitude. */
function isCadence(text: string): boolean {
  try {
    const minutes = Temporal.Duration.from(text).total({ unit: 'minutes', relativeTo: '2026-01-01' });
    return minutes >= 1 && minutes <= 366 * 24 * 60;
  } catch {
    return false;
  }
}
