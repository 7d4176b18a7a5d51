import { addDays, type Zone } from './zone.ts';

/** What an announced cut-over must be ahead: every process has read the secret anew by then, three times over. */
const aheadMs = 15 * 60_000;

/**
 * The next instant at which pseudonyms may change: the start of a home day, so that no day has people of two kinds; a
 * quarter of an hour ahead at least. ISO 8601 in UTC.
 */
export const nextCutOver = (now: number, home: Zone): string =>
  new Date(home.startOf(addDays(home.dayOf(now + aheadMs), 1))).toISOString();
