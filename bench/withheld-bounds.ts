import * as fc from 'fast-check';
import { daysOf } from '../shared/zone.ts';
import { bitsOf, type Headcount, small } from '../test/security/attacker.ts';
import { bound } from '../test/security/bound.ts';
import { createCompany, departments, smallCompanies } from '../test/security/small-company.ts';

/**
 * `node bench/withheld-bounds.ts [companies]`: of how many small random companies somebody who reasons with bounds pins a group
 * of one to four employees, from what is told of months, of weeks, and of both; and were nothing told of all together where
 * some are hidden, in longer ranges alone (`longer`) or everywhere (`never`). One JSON line for each; 150 take about a minute.
 */
const companies = Number(process.argv[2] ?? 150);
const runsOf = (starts: string[], ends: string[]) =>
  starts.flatMap((from, at) => ends.slice(at).map((to) => `${from}|${to}`));
const monthEnds = ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'];
const mondays = ['2026-03-30', '2026-04-06', '2026-04-13', '2026-04-20', '2026-04-27', '2026-05-04'];
const sundays = ['2026-04-05', '2026-04-12', '2026-04-19', '2026-04-26', '2026-05-03', '2026-05-10'];
const months = runsOf(
  monthEnds.map((day) => `${day.slice(0, 8)}01`),
  monthEnds,
);
const weeks = runsOf(mondays, sundays);
const single = new Set([
  ...monthEnds.map((to) => `${to.slice(0, 8)}01|${to}`),
  ...mondays.map((from, at) => `${from}|${sundays[at]}`),
]);

/** Numbers in which nobody hidden is. */
const withoutHidden = (told: readonly Headcount[]) => {
  const shown = new Set(told.map(({ days, departments: set }) => `${days} ${set}`));
  return ({ days, departments: set }: Headcount) =>
    departments.every((_, at) => !((set >> at) & 1) || shown.has(`${days} ${1 << at}`));
};

const policies: Record<string, (told: Headcount[]) => Headcount[]> = {
  now: (told) => told,
  longer: (told) => told.filter((one) => single.has(one.days) || withoutHidden(told)(one)),
  never: (told) => told.filter(withoutHidden(told)),
};

const subsets = Array.from({ length: (1 << departments.length) - 1 }, (_, at) =>
  departments.filter((__, one) => ((at + 1) >> one) & 1),
);
const pinned = new Map<string, number>();
const drawn = fc.sample(smallCompanies(daysOf('2026-02-01', '2026-05-31')), { numRuns: companies, seed: 5 });
for (const employees of drawn) {
  const company = createCompany(employees);
  const told: Headcount[] = [];
  for (const days of [...weeks, ...months]) {
    const range = { from: days.slice(0, 10), to: days.slice(11) };
    for (const of of [undefined, ...subsets]) {
      const { totals } = await company.report({ range, ...(of && { filter: { departments: of } }) });
      const people = totals[0]?.status === 'WITHHELD' ? null : totals[0]?.numerator;
      if (people != null) told.push({ days, departments: bitsOf(departments, of ?? departments), channels: 0, people });
    }
  }
  for (const [calendar, ranges] of Object.entries({ months, weeks, both: [...weeks, ...months] })) {
    for (const [policy, tell] of Object.entries(policies)) {
      const known = bound(tell(told.filter(({ days }) => ranges.includes(days))), ranges);
      const key = `${policy} ${calendar}`;
      pinned.set(key, (pinned.get(key) ?? 0) + (small(known).length > 0 ? 1 : 0));
    }
  }
}
for (const [key, count] of pinned) {
  const [policy, calendar] = key.split(' ');
  console.log(JSON.stringify({ policy, calendar, companies, pinned: count }));
}
