import { hiddenPairs } from '../../shared/hidden-pairs.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import type { Days } from './days.ts';
import type { KindOf } from './guard.ts';
import type { Hidden, HiddenList } from './hidden.ts';
import { countIn, hideGroups } from './hide-groups.ts';
import { hideTable, partsOfCell } from './hide-table.ts';
import type { People } from './people-of.ts';

/**
 * What must not be told of the employees met on some days: groups of one to four, and what they could be computed from,
 * beside what was hidden before.
 */
export function hiddenOn(days: Days, people: People, kindOf: KindOf, before: Hidden): Hidden {
  const table = (groupOf: (presence: Presence) => string) => people.groups(days, isEmployee, groupOf);
  const list = (matches: (presence: Presence) => boolean, was: HiddenList) =>
    hideDepartments(
      people.groups(
        days,
        (one) => isEmployee(one) && matches(one),
        ({ own }) => own,
      ),
      was,
    );
  const pairs = people.groups(
    days,
    ({ to }) => to !== '',
    ({ own, to }) => `${own}|${to}`,
  );
  const departments = [...new Set([...pairs.keys(), ...before.pairs].flatMap(partsOfCell))].sort();
  const hidden = hiddenPairs(
    departments,
    (pair) => countIn(pairs.get(pair) ?? []),
    (pair) => before.pairs.includes(pair),
  );
  return {
    own: hideTable(
      table(({ own, channel }) => `${own}|${channel}`),
      kindOf,
      before.own,
    ),
    at: hideTable(
      table(({ department, channel }) => `${department}|${channel}`),
      kindOf,
      before.at,
    ),
    across: list(({ own, to }) => to !== '' && to !== own, before.across),
    within: list(({ own, to }) => to === own, before.within),
    pairs: [...hidden].sort(),
  };
}

export const isEmployee = ({ kind }: Presence): boolean => kind === 'employee';

/** What must not be told of groups by department, all of them together being told. */
function hideDepartments(groups: ReadonlyMap<string, Float64Array[]>, was: HiddenList): HiddenList {
  const departments = [...new Set([...groups.keys(), ...was.departments])].sort();
  const { hidden, total } = hideGroups(
    departments,
    (id) => groups.get(id) ?? [],
    (id) => was.departments.includes(id),
  );
  return { total: total || was.total, departments: hidden };
}
