import * as z from 'zod';
import type { Refusal } from '../../../../shared/errors.ts';
import { zoneOf } from '../../../../shared/zone.ts';
import { fromMilliseconds, fromSeconds, fromText } from '../provider-time.ts';
import { fieldSchema, fieldText, textAt } from './rule.ts';

/** When the record happened. */
export const recordTimeSchema = z.strictObject({
  from: fieldSchema,
  as: z.enum(['text', 'seconds', 'milliseconds']).default('text'),
  /** For times that do not say their offset; UTC without it. */
  zone: z
    .string()
    .refine((id) => zoneOf(id) !== undefined, 'an IANA time zone')
    .optional(),
  /** The clock was wrong when the time is more than so many seconds after another of the record, e.g. that of receipt. */
  notAfter: z.strictObject({ path: z.string().min(1).max(200), seconds: z.int().min(0) }).optional(),
});
type RecordTime = z.infer<typeof recordTimeSchema>;

/** The instant of a record in RFC 3339, or why it has none that can be believed. */
export function recordTime({ from, as, zone, notAfter }: RecordTime, record: unknown): { time: string } | Refusal {
  const text = fieldText(from, record, (hidden) => hidden);
  if (text === undefined) return { code: 'CHANGED_SHAPE', path: 'time', message: 'The record has no time.' };
  const time = as === 'text' ? textTime(text, zone) : as === 'seconds' ? fromSeconds(text) : fromMilliseconds(text);
  const limit = notAfter === undefined ? undefined : textAt(notAfter.path, record);
  if (notAfter !== undefined && limit !== undefined) {
    const ahead = (Date.parse(time) - Date.parse(textTime(limit, zone))) / 1000;
    if (ahead > notAfter.seconds) {
      const message = `The time is more than ${notAfter.seconds} seconds after ${notAfter.path}: the clock was wrong.`;
      return { code: 'CLOCK_AHEAD', path: 'time', message };
    }
  }
  return { time };
}

const local = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?))?$/;

/** ISO 8601 or RFC 5322; what has neither offset nor `Z` is of the zone. */
function textTime(text: string, zoneId = 'UTC'): string {
  const found = local.exec(text);
  if (found === null) return fromText(text);
  const [, day = '', clock = '00:00'] = found;
  const asUtc = Date.parse(`${day}T${clock.replace(',', '.')}Z`);
  const zone = zoneOf(zoneId);
  if (zone === undefined || Number.isNaN(asUtc)) return fromText('');
  // The offset of a moment near by, then of the moment itself: in the hour that a clock skips, the later reading.
  const first = asUtc - zone.offsetAt(asUtc);
  return fromMilliseconds(asUtc - zone.offsetAt(first));
}
