import { addDays, wholeWeeksIn } from '../../filters/span.ts';

/** The Monday of the first whole week since a day: the day itself when it is a Monday. */
export const firstWeekAfter = (day: string): string => wholeWeeksIn({ from: day, to: addDays(day, 12) })?.from ?? day;
