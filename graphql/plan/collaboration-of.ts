import { countDistinct } from '../../shared/distinct.ts';
import { noPeopleChanges } from '../../shared/people-changes.ts';
import { pairsByDay } from '../../shared/store/cell-formats.ts';
import { peopleByDay } from '../../shared/store/people-format.ts';
import { knownZone } from '../../shared/zone.ts';
import { basePeriodsOf, wholeWeeksIn } from './base-periods.ts';
import type { Days } from './days.ts';
import { nothingHidden } from './hidden.ts';
import { sumPairs } from './measure-collaboration.ts';
import { createPeople } from './people-of.ts';
import type { ReportDeps } from './plan-report.ts';
import { prepareGuard } from './prepare-guard.ts';
import { kindsOf } from './selection-of.ts';

/** Internal interactions from one department to another. */
export interface PairCount {
  from: string;
  to: string;
  interactions: number;
  /** Different employees who sent them. */
  people: number;
  /** Not to be told: fewer than five sent them in one of the weeks or months counted, or such a pair could be computed. */
  hiddenInPart: boolean;
}

export interface CollaborationCounts {
  pairs: PairCount[];
  /** What was counted: the range, where it is whole weeks or months that are over, else the whole weeks in it; none: `from` is after `to`. */
  days: Days;
}

/** Counts who wrote to whom across departments, each as it was then. Home days. */
export async function collaborationOf(range: Days, deps: ReportDeps): Promise<CollaborationCounts> {
  const { reader, organisation, decisions, representatives, changes = noPeopleChanges, clock } = deps;
  const home = knownZone(organisation.homeTimeZone);
  const asOf = clock();
  const days = basePeriodsOf(range.from, range.to, home, asOf) ? range : wholeWeeksIn(range, home, asOf);
  if (days.from > days.to) return { pairs: [], days };
  const snapshot = await reader.at(days.from, days.to);
  const [met, pairs] = await Promise.all([
    snapshot.read(peopleByDay, 'a', days.from, days.to),
    snapshot.read(pairsByDay, 'a', days.from, days.to),
  ]);
  const people = createPeople(met, representatives.keys);
  const stampOf = ({ from, to }: Days) => `${representatives.generation} ${snapshot.revisionOf(from, to)}`;
  const guard = await prepareGuard([days], {
    people,
    kindOf: kindsOf(organisation),
    stampOf,
    decisions,
    changes,
    home,
    asOf,
  });
  const hidden = new Set((guard(days) ?? nothingHidden).pairs);
  const senders = people.groups(
    days,
    ({ to }) => to !== '',
    ({ own, to }) => `${own}|${to}`,
  );
  const sums = sumPairs(pairs, days);
  const counted = [...sums].flatMap(([from, receivers]) => [...receivers.keys()].map((to) => `${from}|${to}`));
  return {
    days,
    // Those that are hidden are in it also when nothing was sent.
    pairs: [...new Set([...counted, ...hidden])].sort().map((pair) => {
      const [from = '', to = ''] = pair.split('|');
      return {
        from,
        to,
        interactions: sums.get(from)?.get(to) ?? 0,
        people: countDistinct(senders.get(pair) ?? []).count,
        hiddenInPart: hidden.has(pair),
      };
    }),
  };
}
