import { countDistinct } from '../../shared/distinct.ts';
import { isSmallGroup, suppressList } from '../../shared/suppression.ts';

/** The keys of the people in a group; the same person may be in several groups. */
export type GroupOf = (id: string) => readonly Float64Array[];

export const countIn = (keys: readonly Float64Array[]): number => countDistinct(keys).count;

/**
 * Which groups must be hidden when they are told beside all of them together: those of one to four people, and others until
 * neither their sum nor the people who are in hidden groups alone are so few. `total`: whether all together must be, too,
 * because it is a small group itself or nothing but one hidden group. Groups hidden before stay hidden.
 */
export function hideGroups(
  ids: readonly string[],
  groupOf: GroupOf,
  was: (id: string) => boolean,
): { hidden: string[]; total: boolean } {
  const counts = ids.map((id) => countIn(groupOf(id)));
  const hides = suppressList(counts, ids.map(was));
  const all = countIn(ids.flatMap(groupOf));
  const shown = () => ids.filter((_, at) => !hides[at]);
  while (isSmallGroup(all - countIn(shown().flatMap(groupOf)))) {
    const next = smallest(counts, hides);
    if (next === undefined) break;
    hides[next] = true;
  }
  const groups = counts.filter((count, at) => hides[at] && count > 0);
  return { hidden: ids.filter((_, at) => hides[at]), total: isSmallGroup(all) || groups.length === 1 };
}

/** The place of the smallest group that is shown and has anybody in it. */
export function smallest(counts: readonly number[], hides: readonly boolean[]): number | undefined {
  let found: number | undefined;
  counts.forEach((count, at) => {
    if (count === 0 || hides[at]) return;
    if (found === undefined || count < (counts[found] as number)) found = at;
  });
  return found;
}
