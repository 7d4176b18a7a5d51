import type { Zone } from './zone.ts';

/** What people go by is not the same on all days: since when, and before when. Home days. */
export interface PeopleChanges {
  /** The first days on which people have other pseudonyms, ascending. */
  cutOvers: readonly string[];
  /** Sources to the day before which their people are replaced. */
  replacedBefore: ReadonlyMap<string, string>;
}

export const noPeopleChanges: PeopleChanges = { cutOvers: [], replacedBefore: new Map() };

/** The home day of a cut-over, which is at its beginning. */
export const cutOverDay = (at: string, home: Zone): string => home.dayOf(Date.parse(at));

/** The cut-overs between the first and the last of some days. */
export const cutOversWithin = (
  { from, to }: { from: string; to: string },
  { cutOvers }: Pick<PeopleChanges, 'cutOvers'>,
): string[] => cutOvers.filter((day) => from < day && day <= to);

/** Days as parts in which everybody has one pseudonym. */
export function partsBetween<T extends { from: string; to: string }>(
  days: T,
  changes: Pick<PeopleChanges, 'cutOvers'>,
  dayBefore: (day: string) => string,
): { from: string; to: string }[] {
  const cuts = cutOversWithin(days, changes);
  return [days.from, ...cuts].map((from, at) => ({ from, to: cuts[at] ? dayBefore(cuts[at]) : days.to }));
}
