import type { CloudEvent } from '../shared/interaction.ts';
import { defaultOrganisation } from '../shared/organisation.ts';
import type { Zone } from '../shared/zone.ts';
import { staff } from './generate.ts';
import type { Report } from './graphql.ts';
import { reportQuestions } from './report-questions.ts';

const { range, metrics } = reportQuestions.q2all;
/** The last four whole ISO weeks that end by the end of the range. */
const weeks = ['2025-03-03', '2025-03-10', '2025-03-17', '2025-03-24', '2025-03-31'];
const social = new Set(defaultOrganisation.channels.filter(({ kind }) => kind === 'social').map(({ id }) => id));

export interface ToldValue {
  value: number | null;
  error: number;
  status: string;
}

/** What is known of a department, or of all. */
const nobody = () => ({
  customers: new Set<string>(),
  employees: new Set<string>(),
  managers: new Set<string>(),
  ambassadors: new Set<string>(),
  weeks: weeks.slice(1).map(() => new Set<string>()),
  withText: 0,
  scored: 0,
  net: 0,
});
type Known = ReturnType<typeof nobody>;

/** Counts people and sentiment of q2all from the events themselves: each person is remembered. */
export function createRawPeople(home: Zone) {
  const departments = new Map<string, Known>();
  const all = nobody();
  return {
    add({ type, time, data: { department, channel, actor, worded, sentiment } }: CloudEvent): void {
      const day = home.dayOf(Date.parse(time));
      if (day < range.from || day > range.to) return;
      const own = departments.get(department) ?? nobody();
      departments.set(department, own);
      for (const known of [own, all]) {
        if (worded || sentiment !== undefined) known.withText++;
        if (sentiment !== undefined) {
          known.scored++;
          known.net += Math.abs(sentiment) < 0.05 ? 0 : Math.sign(sentiment);
        }
        if (actor.kind !== 'employee') {
          known.customers.add(actor.id);
          continue;
        }
        known.employees.add(actor.id);
        if (actor.manager) known.managers.add(actor.id);
        if (type === 'polylog.post.v1' && social.has(channel)) known.ambassadors.add(actor.id);
        const week = weeks.findIndex((monday) => day < monday) - 1;
        if (week >= 0) known.weeks[week]?.add(actor.id);
      }
    },
    /** What is not told as it is; numbers that are withheld are not wrong. */
    differences({ rows, totals }: Report<ToldValue>): string[] {
      const told = rows.flatMap(({ department, values }) => {
        const known = departments.get(department?.id ?? '');
        return known ? compare(department?.id ?? '', expected(known, 1), values) : [];
      });
      return [...told, ...compare('all', expected(all, departments.size), totals)];
    },
  };
}

function expected({ customers, employees, managers, ambassadors, ...known }: Known, departments: number) {
  const inWeeks = [...employees].filter((one) => known.weeks.filter((week) => week.has(one)).length >= 3);
  return {
    ACTIVE_CUSTOMERS: customers.size,
    ACTIVE_EMPLOYEES: employees.size,
    ACTIVE_PEOPLE: customers.size + employees.size,
    ADOPTION: employees.size / (departments * staff.employees),
    SUSTAINED_ADOPTION: inWeeks.length / (departments * staff.employees),
    LEADERSHIP_ACTIVITY: managers.size / (departments * staff.managers),
    AMBASSADORS: ambassadors.size / employees.size,
    NET_SENTIMENT: known.net / known.scored,
    SENTIMENT_COVERAGE: known.scored / known.withText,
  };
}

function compare(of: string, expectation: Record<string, number>, values: readonly ToldValue[]): string[] {
  return Object.entries(expectation).flatMap(([metric, should]) => {
    const told = values[metrics.indexOf(metric)];
    if (told?.status === 'WITHHELD' || (told?.status === 'EMPTY' && Number.isNaN(should))) return [];
    const is = told?.value ?? Number.NaN;
    // One of twenty estimates may lie beyond the stated error; beyond twice of it there is something wrong.
    const allowed = should * 2 * (told?.error ?? 0) + 1e-9;
    return Math.abs(is - should) <= allowed ? [] : [`q2all ${of} ${metric}: ${should} counted, ${is} reported`];
  });
}
