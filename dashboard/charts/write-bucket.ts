import { addDays, type Granularity } from '../filters/span.ts';
import type { Format } from '../i18n/format.ts';

/** The name of a bucket by its beginning (ISO 8601 with offset, or a day): an hour, a day, a week with both ends, or a month. */
export function writeBucket(start: string, granularity: Granularity, format: Format): string {
  const day = start.slice(0, 10);
  if (granularity === 'HOUR') return format.instant(start);
  if (granularity === 'DAY') return format.day(day);
  return granularity === 'WEEK' ? format.days(day, addDays(day, 6)) : format.month(day);
}
