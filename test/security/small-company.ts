import * as fc from 'fast-check';
import { planReport, type ReportDeps } from '../../graphql/plan/plan-report.ts';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import type { Presence } from '../../shared/metrics/people.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import type { CellReader } from '../../shared/store/cell-reader.ts';
import { type MetPeople, peopleByDay } from '../../shared/store/people-format.ts';
import { reportDeps } from '../report-deps.ts';

/** Somebody of a department who did something on these days in these channels. */
export interface Employee {
  department: string;
  met: { day: string; channel: string }[];
}

export const departments = ['hr', 'product', 'sales', 'service'];
export const channels = ['slack', 'wiki', 'x', 'mail'];

export const organisation: Organisation = {
  ...defaultOrganisation,
  departments: departments.map((id) => ({
    id,
    name: { en: id, de: id },
    headcount: [{ from: '2026-01-01', count: 40, managers: 6 }],
  })),
  channels: [
    { id: 'slack', name: 'Slack', kind: 'internal' },
    { id: 'wiki', name: 'Wiki', kind: 'internal' },
    { id: 'x', name: 'X', kind: 'social' },
    { id: 'mail', name: 'Mail', kind: 'direct' },
  ],
};

const now = Date.parse('2026-07-01T12:00:00Z');

/** A company whose cells lie in memory; `employees` may grow, which counts up the revision of every day. */
export function createCompany(employees: Employee[]) {
  let revision = 1;
  const all = [...employees];
  const deps: ReportDeps = reportDeps(
    readerOf(all, () => revision),
    organisation,
    () => now,
  );
  return {
    deps,
    employees: all as readonly Employee[],
    add(late: Employee[]) {
      all.push(...late);
      revision++;
    },
    report: (request: Partial<ReportRequest>) =>
      planReport(
        {
          metrics: ['ACTIVE_EMPLOYEES'],
          granularity: 'TOTAL',
          by: [],
          attributeTo: 'ENQUIRY',
          ...request,
        } as ReportRequest,
        deps,
      ),
  };
}
export type Company = ReturnType<typeof createCompany>;

function readerOf(employees: readonly Employee[], revision: () => number): CellReader {
  const snapshot = {
    generation: 1,
    revisionOf: () => revision(),
    read: async <T>(format: unknown) => (format === peopleByDay ? metByDay(employees) : new Map()) as Map<string, T>,
  };
  return {
    at: async () => snapshot as Awaited<ReturnType<CellReader['at']>>,
    monthsUntil: async () => new Map(),
    readMonths: async () => ({ generation: 1, months: new Map() }),
  };
}

function metByDay(employees: readonly Employee[]): Map<string, MetPeople[]> {
  const days = new Map<string, Map<string, { presence: Presence; keys: number[] }>>();
  for (const [key, { department, met }] of employees.entries()) {
    for (const { day, channel } of met) {
      const tags = days.get(day) ?? new Map<string, { presence: Presence; keys: number[] }>();
      days.set(day, tags);
      const tag = `${department}|${channel}`;
      const presence: Presence = {
        department,
        own: department,
        channel,
        kind: 'employee',
        manager: false,
        published: false,
        to: '',
      };
      const one = tags.get(tag) ?? { presence, keys: [] };
      tags.set(tag, one);
      if (!one.keys.includes(key)) one.keys.push(key);
    }
  }
  return new Map(
    [...days].map(([day, tags]) => [
      day,
      [...tags.values()].map(({ presence, keys }) => ({ presence, keys: Float64Array.from(keys).sort() })),
    ]),
  );
}

/** Employees of up to four departments, most of them few, who were met on some of the days in some of the channels. */
export const smallCompanies = (days: readonly string[], met = channels): fc.Arbitrary<Employee[]> =>
  fc
    .array(
      fc.record({
        department: fc.constantFrom(...departments),
        people: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 })),
        met: fc.array(fc.record({ day: fc.constantFrom(...days), channel: fc.constantFrom(...met) }), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
      { minLength: 2, maxLength: 9 },
    )
    .map((groups) =>
      groups.flatMap(({ department, people, met: seen }) =>
        Array.from({ length: people }, () => ({ department, met: seen })),
      ),
    );
