import { countDistinct } from '../../shared/distinct.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import type { MetPeople } from '../../shared/store/cell-formats.ts';
import { addDays } from '../../shared/zone.ts';
import type { Days } from './days.ts';

/** Distinct people of home days. */
export interface People {
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
  const each = ({ from, to }: Days, matches: (presence: Presence) => boolean, take: (met: MetPeople) => void) => {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      for (const met of byDay.get(day) ?? []) if (matches(met.presence)) take(met);
    }
  };
  const keysOf = ({ keys }: MetPeople) => (representatives.size > 0 ? merged(keys, representatives) : keys);
  const keys: People['keys'] = (days, matches) => {
    const found: Float64Array[] = [];
    each(days, matches, (met) => found.push(keysOf(met)));
    return found;
  };
  return {
    keys,
    count: (days, matches) => countDistinct(keys(days, matches)),
    groups(days, matches, groupOf) {
      const groups = new Map<string, Float64Array[]>();
      each(days, matches, (met) => {
        const group = groupOf(met.presence);
        const found = groups.get(group);
        if (found) found.push(keysOf(met));
        else groups.set(group, [keysOf(met)]);
      });
      return groups;
    },
  };
}

/** Keys are found in order, so those of merged people must be put in theirs. */
function merged(keys: Float64Array, representatives: ReadonlyMap<number, number>): Float64Array {
  if (!keys.some((key) => representatives.has(key))) return keys;
  return keys.map((key) => representatives.get(key) ?? key).sort();
}
