import { type Granularity, todayIn } from '../filters/span.ts';

/** The beginning of a bucket on a time axis: the day that it begins with in the zone of the report; of an hour, its instant. */
export const bucketStart = (start: string | null, granularity: Granularity, zone: string): string =>
  start === null ? '' : granularity === 'HOUR' ? start : todayIn(zone, Date.parse(start));
