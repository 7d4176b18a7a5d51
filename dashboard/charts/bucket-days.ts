import { endOfMonth, maxDate, minDate, parseDate } from '@internationalized/date';
import { type Days, type Granularity, todayIn } from '../filters/span.ts';

/**
 * The whole days of a bucket by its beginning (an instant, read in `zone`, or a day), as far as they lie in the days shown:
 * the first and last week or month of a view may be cut. Of an hour it is the day, as lists go by days.
 */
export function bucketDays(start: string, granularity: Granularity, shown: Days, zone: string): Days {
  const first = parseDate(start.includes('T') ? todayIn(zone, Date.parse(start)) : start);
  const last = granularity === 'WEEK' ? first.add({ days: 6 }) : granularity === 'MONTH' ? endOfMonth(first) : first;
  const from = maxDate(first, parseDate(shown.from)) ?? first;
  const to = minDate(last, parseDate(shown.to)) ?? last;
  return { from: from.toString(), to: to.toString() };
}
