import type { Presence } from '../../shared/metrics/people.ts';
import type { Organisation } from '../../shared/organisation.ts';
import { isSmallGroup, suppressList } from '../../shared/suppression.ts';
import { addDays } from '../../shared/zone.ts';
import { lastWeeksBefore } from './base-periods.ts';
import type { Days } from './days.ts';
import { isListHidden, type Selection } from './guard.ts';
import type { Hidden, HiddenList } from './hidden.ts';
import { eachOnce, inSeveral } from './kept-presences.ts';
import { smallGroup, withheld } from './measurer.ts';
import type { People } from './people-of.ts';
import { type Counted, ofEmployees, type PeopleContext, part } from './people-part.ts';
import type { ReportWarning } from './report.ts';
import { type Measured, nothing } from './to-value.ts';

/** Weeks looked back upon for sustained adoption, and in how many of them somebody must have been active. */
export const sustained = { of: 4, atLeast: 3 } as const;

/** Over what the organisation says of its departments; those that tell nothing are left out above and below. */
export function overHeads(
  value: 'adoption' | 'sustainedAdoption' | 'leadershipActivity',
  days: Days,
  selection: Selection,
  hidden: Hidden,
  { people, guard, organisation }: PeopleContext,
): Measured {
  const heads = headsOf(value === 'leadershipActivity' ? 'managers' : 'count', days, selection, organisation);
  if (heads.size === 0) return { ...nothing, warnings: [noHeadcount] };
  const partly: Selection = { ...selection, inDepartment: (id) => heads.has(id), allDepartments: false };
  const all = [...heads.values()].reduce((sum, one) => sum + one, 0);
  if (isListHidden(hidden.own, partly)) return withheld(smallGroup);
  const own = ofEmployees(partly);
  const over = (some: Counted) => overAll(part(some, { count: all, error: 0 }));
  if (value === 'adoption') {
    const active = people.count(days, own);
    return isSmallGroup(active.count) ? withheld(smallGroup) : over(active);
  }
  if (value === 'leadershipActivity') {
    if (isSmallGroup(all) || isListHidden(fewManagers(days, organisation), partly)) return withheld(smallGroup);
    return over(people.count(days, (one) => own(one) && one.manager));
  }
  const weeks = sustainedWeeks(days);
  const hiddenThen = guard(weeks);
  if (!hiddenThen || isListHidden(hiddenThen.own, partly)) return withheld(smallGroup);
  return over({ count: sustainedCount(weeks, own, people), error: 0 });
}

/** Departments with fewer than five managers, and as many others as it takes that none can be told from the company's. */
function fewManagers(days: Days, organisation: Organisation): HiddenList {
  const managers = [...headsOf('managers', days, everyone, organisation)];
  const hidden = suppressList(managers.map(([, count]) => count));
  return { total: false, departments: managers.filter((_, at) => hidden[at]).map(([id]) => id) };
}

const everyone: Selection = { inDepartment: () => true, inChannel: () => true, allDepartments: true, channels: 'all' };

function headsOf(part: 'count' | 'managers', days: Days, { inDepartment }: Selection, organisation: Organisation) {
  const heads = new Map<string, number>();
  for (const { id, headcount } of organisation.departments) {
    const told = headcount.findLast(({ from }) => from <= days.to)?.[part];
    if (told !== undefined && inDepartment(id)) heads.set(id, told);
  }
  return heads;
}

const noHeadcount: ReportWarning = {
  code: 'NO_HEADCOUNT',
  message: {
    en: 'The organisation does not tell how many people there are: set the headcount of the departments.',
    de: 'Das Unternehmen sagt nicht, wie viele Menschen es hat: Tragen Sie die Kopfzahl der Abteilungen ein.',
  },
};

const aboveHeadcount: ReportWarning = {
  code: 'ABOVE_HEADCOUNT',
  message: {
    en: 'More people were active than the headcount says: it may be out of date.',
    de: 'Es waren mehr Menschen aktiv, als die Kopfzahl sagt: Sie ist vielleicht veraltet.',
  },
};

const overAll = (measured: Measured): Measured =>
  (measured.value ?? 0) > 1 ? { ...measured, warnings: [...measured.warnings, aboveHeadcount] } : measured;

/** The weeks that sustained adoption looks at for some days: they must be told, too. */
export const sustainedWeeks = ({ to }: Days): Days => lastWeeksBefore(addDays(to, 1), sustained.of);

function sustainedCount(weeks: Days, own: (one: Presence) => boolean, people: People): number {
  const active: Float64Array[] = [];
  for (let from = weeks.from; from <= weeks.to; from = addDays(from, 7)) {
    active.push(eachOnce(people.keys({ from, to: addDays(from, 6) }, own)));
  }
  return inSeveral(active, sustained.atLeast);
}
