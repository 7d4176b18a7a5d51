import { parseDate } from '@internationalized/date';
import * as z from 'zod/mini';

/** A day as it stands in an address, `YYYY-MM-DD`: one that the calendar has. */
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDay));

function isDay(text: string): boolean {
  try {
    return parseDate(text).year > 0;
  } catch {
    return false;
  }
}
