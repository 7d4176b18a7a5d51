import { countDistinct } from '../../shared/distinct.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import type { MetPeople } from '../../shared/store/people-format.ts';
import type { Days } from './days.ts';
import { type MetOnDays, presencesOn } from './kept-presences.ts';

/** Distinct people of home days. */
export interface People {
  /** As what anybody was met on the days, each once. */
  presences(days: Days): Presence[];
  /** How many different people were met on the days, under presences that match, and the relative error of the count. */
  count(days: Days, matches: (presence: Presence) => boolean): { count: number; error: number };
  /** The keys of these people, ascending within each array; the same key may be in several. */
  keys(days: Days, matches: (presence: Presence) => boolean): Float64Array[];
  /** The same in groups that `groupOf` names. */
  groups(
    days: Days,
    matches: (presence: Presence) => boolean,
    groupOf: (presence: Presence) => string,
  ): Map<string, Float64Array[]>;
}

/** The people in the segments of days; those that were merged go by their representative (key to key). */
export function createPeople(
  byDay: ReadonlyMap<string, MetPeople[]>,
  representatives: ReadonlyMap<number, number>,
): People {
  const found = new Map<string, MetOnDays[]>();
  const metOn = (days: Days): MetOnDays[] => {
    const key = `${days.from}|${days.to}`;
    const met = found.get(key) ?? presencesOn(days, byDay, representatives);
    found.set(key, met);
    return met;
  };
  const keys: People['keys'] = (days, matches) =>
    metOn(days).flatMap(({ presence, keys: met }) => (matches(presence) ? met : []));
  return {
    presences: (days) => metOn(days).map(({ presence }) => presence),
    keys,
    count: (days, matches) => countDistinct(keys(days, matches)),
    groups(days, matches, groupOf) {
      const groups = new Map<string, Float64Array[]>();
      for (const { presence, keys: met } of metOn(days)) {
        if (!matches(presence)) continue;
        const group = groupOf(presence);
        const known = groups.get(group);
        if (known) known.push(...met);
        else groups.set(group, [...met]);
      }
      return groups;
    },
  };
}
