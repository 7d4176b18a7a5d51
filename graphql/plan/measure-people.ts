import type { PeopleMeasure } from '../../shared/metrics/metric.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { isSmallGroup, smallestGroup } from '../../shared/suppression.ts';
import { addDays } from '../../shared/zone.ts';
import { lastWeeksBefore } from './base-periods.ts';
import type { Days } from './days.ts';
import { isHidden, type Selection } from './guard.ts';
import { eachOnce, inSeveral } from './kept-presences.ts';
import { smallGroup, wholePeriods, withheld } from './measurer.ts';
import type { People } from './people-of.ts';
import type { Guard } from './prepare-guard.ts';
import { countOf, type Measured, nothing, ratio } from './to-value.ts';

export interface PeopleContext {
  people: People;
  guard: Guard;
  organisation: Organisation;
}

/** Weeks looked back upon for sustained adoption, and in how many of them somebody must have been active. */
export const sustained = { of: 4, atLeast: 3 } as const;

/** A people metric over home days and a selection of departments and channels. */
export function measurePeople(
  value: PeopleMeasure['value'],
  days: Days,
  selection: Selection,
  context: PeopleContext,
): Measured {
  const { people, guard } = context;
  const at = ({ department, channel }: Presence) => selection.inDepartment(department) && selection.inChannel(channel);
  if (value === 'customers') return distinct(people.count(days, (one) => one.kind !== 'employee' && at(one)));

  const hidden = guard(days);
  if (!hidden) return withheld(wholePeriods);
  if (value === 'people') {
    const employees = people.count(days, (one) => one.kind === 'employee' && at(one)).count;
    if (isHidden(hidden.at, selection) || isSmallGroup(employees)) return withheld(smallGroup);
    return distinct(people.count(days, at));
  }
  const own = ofEmployees(selection);
  if (isHidden(hidden.own, selection)) return withheld(smallGroup);
  const active = people.count(days, own);
  if (isSmallGroup(active.count)) return withheld(smallGroup);
  if (value === 'employees') return distinct(active);
  if (value === 'ambassadors') return ratio(ambassadors(days, own, context), active.count);
  return overHeads(value, days, selection, context);
}

const distinct = ({ count, error }: { count: number; error: number }): Measured => ({
  ...countOf(Math.round(count)),
  error,
});

const ofEmployees =
  ({ inDepartment, inChannel }: Selection) =>
  ({ kind, own, channel }: Presence): boolean =>
    kind === 'employee' && inDepartment(own) && inChannel(channel);

function ambassadors(days: Days, own: (one: Presence) => boolean, { people, organisation }: PeopleContext): number {
  const social = new Set(organisation.channels.filter(({ kind }) => kind === 'social').map(({ id }) => id));
  return people.count(days, (one) => own(one) && one.published && social.has(one.channel)).count;
}

/** Over what the organisation says of its departments; those that tell nothing are left out above and below. */
function overHeads(
  value: 'adoption' | 'sustainedAdoption' | 'leadershipActivity',
  days: Days,
  selection: Selection,
  { people, guard, organisation }: PeopleContext,
): Measured {
  const part = value === 'leadershipActivity' ? 'managers' : 'count';
  const heads = new Map<string, number>();
  for (const { id, headcount } of organisation.departments) {
    const told = headcount.findLast(({ from }) => from <= days.to)?.[part];
    if (told !== undefined && selection.inDepartment(id)) heads.set(id, told);
  }
  if (heads.size === 0) return nothing;
  const partly: Selection = { ...selection, inDepartment: (id) => heads.has(id), allDepartments: false };
  const hidden = guard(days);
  const leftOut = organisation.departments.some(({ id }) => selection.inDepartment(id) && !heads.has(id));
  if (leftOut && hidden && isHidden(hidden.own, partly)) return withheld(smallGroup);
  const all = [...heads.values()].reduce((sum, one) => sum + one, 0);
  if (value === 'leadershipActivity' && all > 0 && all < smallestGroup) return withheld(smallGroup);
  const own = ofEmployees(partly);
  if (value === 'adoption') return ratio(people.count(days, own).count, all);
  if (value === 'leadershipActivity') return ratio(people.count(days, (one) => own(one) && one.manager).count, all);
  const weeks = sustainedWeeks(days);
  const hiddenThen = guard(weeks);
  if (!hiddenThen || isHidden(hiddenThen.own, leftOut ? partly : selection)) return withheld(smallGroup);
  return ratio(sustainedCount(weeks, own, people), all);
}

/** The weeks that sustained adoption looks at for some days: they must be told, too. */
export const sustainedWeeks = ({ to }: Days): Days => lastWeeksBefore(addDays(to, 1), sustained.of);

function sustainedCount({ to }: Days, own: (one: Presence) => boolean, people: People): number {
  const weeks = lastWeeksBefore(addDays(to, 1), sustained.of);
  const active: Float64Array[] = [];
  for (let from = weeks.from; from <= weeks.to; from = addDays(from, 7)) {
    active.push(eachOnce(people.keys({ from, to: addDays(from, 6) }, own)));
  }
  return inSeveral(active, sustained.atLeast);
}
