import { basePeriodsOf } from '../../graphql/plan/base-periods.ts';
import type { Days } from '../../graphql/plan/days.ts';
import { createPeople } from '../../graphql/plan/people-of.ts';
import { createDecisions, prepareGuard } from '../../graphql/plan/prepare-guard.ts';
import { kindsOf } from '../../graphql/plan/selection-of.ts';
import { representativesOf } from '../../graphql/representatives-of.ts';
import type { FoldContext } from '../../shared/metrics/contribution.ts';
import { periodStart } from '../../shared/report-windows.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { loadPeopleChanges } from '../../shared/store/people-changes.ts';
import { peopleByDay } from '../../shared/store/people-format.ts';
import { loadPersonMerges } from '../../shared/store/person-merges.ts';
import { createWithheldStore } from '../../shared/store/withheld.ts';
import { addDays, daysOf } from '../../shared/zone.ts';
import type { PrivacyDependencies } from './dependencies.ts';

/**
 * Decides, and stores, what must not be told of the employees of the month and of its weeks, while people
 * are still who they are: once some are replaced, somebody who works in two sources looks like two, and a small group like
 * a larger one. What is decided stays hidden, also in every longer range, which hides what its weeks or months hide; what one
 * that was asked for hides beyond them is stored already.
 */
export async function decideGroups(
  month: string,
  { home, organisation }: FoldContext,
  { client, clock, lanes, tables }: PrivacyDependencies,
): Promise<void> {
  const { cellsTable, registryTable: tableName } = tables;
  const asOf = clock();
  const all = periodsOf(month).filter(({ from, to }) => basePeriodsOf(from, to, home, asOf));
  const [first, last] = [
    all.map(({ from }) => from).sort()[0],
    all
      .map(({ to }) => to)
      .sort()
      .at(-1),
  ];
  if (first === undefined || last === undefined) return;
  const representatives = representativesOf(await loadPersonMerges(client, tableName, clock));
  const snapshot = await createCellReader(client, cellsTable, lanes).at(first, last);
  const met = await snapshot.read(peopleByDay, 'a', first, last);
  await prepareGuard(all, {
    people: createPeople(met, representatives.keys),
    kindOf: kindsOf(organisation),
    stampOf: ({ from, to }) => `${representatives.generation} ${snapshot.revisionOf(from, to)}`,
    changes: await loadPeopleChanges(client, tableName, home, clock),
    decisions: createDecisions(createWithheldStore({ client, tableName })),
    home,
    asOf,
  });
}

/** The month, and the ISO weeks that have a day of it. */
function periodsOf(month: string): Days[] {
  const from = `${month}-01`;
  const to = addDays(periodStart(addDays(from, 31), 'MONTH', 1), -1);
  const mondays = new Set(daysOf(from, to).map((day) => periodStart(day, 'WEEK', 1)));
  return [{ from, to }, ...[...mondays].map((monday) => ({ from: monday, to: addDays(monday, 6) }))];
}
