import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricValue, ReportRequest, ReportResult } from '../../graphql/plan/report.ts';
import { channelKinds } from '../../shared/vocabulary.ts';
import { addDays, daysOf } from '../../shared/zone.ts';
import { bitsOf, eliminate, type Headcount, small } from './attacker.ts';
import { type Company, channels, createCompany, departments, organisation, smallCompanies } from './small-company.ts';

const subsets = (all: readonly string[]): string[][] =>
  Array.from({ length: (1 << all.length) - 1 }, (_, at) => all.filter((__, one) => ((at + 1) >> one) & 1));
const everywhere = bitsOf(channels, channels);
const channelsOf = (kinds: readonly string[]) =>
  organisation.channels.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);

const first = '2026-03-30';
const last = '2026-05-10';
const all = daysOf(first, last);
const mondays = [0, 1, 2, 3, 4, 5].map((week) => addDays(first, 7 * week));
const weeks = mondays.flatMap((from, at) => mondays.slice(at).map((monday) => `${from}|${addDays(monday, 6)}`));
const months = ['2026-04-01|2026-04-30', '2026-05-01|2026-05-31', '2026-04-01|2026-05-31'];
const rangeOf = (days: string) => ({ from: days.slice(0, 10), to: days.slice(11) });

/** The employees in a value: what it counts, or for a share of the active ones what it rests on. */
function employeesIn({ metric, status, numerator, denominator, n }: MetricValue): number | undefined {
  if (status === 'WITHHELD') return undefined;
  if (metric.id === 'AMBASSADORS') {
    expect(n).toBe(denominator);
    return denominator ?? 0;
  }
  return numerator ?? undefined;
}

/** Every number of employees that an answer tells, its rows over `daysOfRow` and those compared over `previously`. */
function toldBy(
  { rows, totals }: ReportResult,
  days: string,
  { filter }: { filter?: ReportRequest['filter'] | undefined },
  { daysOfRow, previously }: { daysOfRow?: (row: ReportResult['rows'][number]) => string; previously?: string } = {},
): Headcount[] {
  const inChannels = filter?.channels ?? (filter?.channelKinds ? channelsOf(filter.channelKinds) : channels);
  const asked = { departments: filter?.departments ?? departments, channels: inChannels };
  const of = (values: readonly MetricValue[], on: string, some: typeof asked): Headcount[] =>
    values.flatMap((value) => {
      const group = { departments: bitsOf(departments, some.departments), channels: bitsOf(channels, some.channels) };
      const people = employeesIn(value);
      const before = previously !== undefined && value.metric.unit === 'people' ? value.previous : null;
      return [
        ...(people === undefined ? [] : [{ ...group, days: on, people }]),
        ...(before === null || previously === undefined ? [] : [{ ...group, days: previously, people: before }]),
      ];
    });
  return [
    ...of(totals, days, asked),
    ...rows.flatMap((row) =>
      of(row.values, daysOfRow?.(row) ?? days, {
        departments: row.department === undefined ? asked.departments : [row.department],
        channels:
          row.channel !== undefined
            ? [row.channel]
            : asked.channels.filter(
                (one) => row.channelKind === undefined || channelsOf([row.channelKind]).includes(one),
              ),
      }),
    ),
  ];
}

/** Asks for ranges with every choice of departments, and of channels where `inChannels` are given. */
async function askForAll(company: Company, ranges: readonly string[], filters: readonly ReportRequest['filter'][]) {
  const told: Headcount[] = [];
  for (const days of ranges) {
    for (const some of filters) {
      for (const of of [undefined, ...subsets(departments)]) {
        const filter = { ...some, ...(of && { departments: of }) };
        told.push(...toldBy(await company.report({ range: rangeOf(days), filter }), days, { filter }));
      }
    }
  }
  return told;
}

/** What really is: an attacker who is wrong would prove nothing. */
function expectTrue(company: Company, known: readonly Headcount[]): void {
  for (const { days, departments: set, channels: in_, people } of known) {
    const { from, to } = rangeOf(days);
    const met = company.employees.filter(
      (one) =>
        bitsOf(departments, [one.department]) & set &&
        one.met.some(
          ({ day, channel }) => day >= from && day <= to && bitsOf(channels, [channel]) & (in_ || everywhere),
        ),
    );
    expect(met.length).toBe(people);
  }
}

const attack = (numRuns: number, ask: (company: Company) => Promise<Headcount[]>) =>
  fc.assert(
    fc.asyncProperty(smallCompanies(all), async (employees) => {
      const company = createCompany(employees);
      const known = eliminate(await ask(company));
      expectTrue(company, known);
      expect(small(known)).toEqual([]);
    }),
    { numRuns },
  );

describe('whoever may ask as much as they like, and eliminates, knows of no group of one to four employees', () => {
  it('from weeks, runs of weeks, months and both together, of any departments', { timeout: 120_000 }, async () => {
    await attack(15, (company) => askForAll(company, [...weeks, ...months], [{}]));
  });

  it('from any channels and kinds of channel of any departments', { timeout: 120_000 }, async () => {
    const filters = [
      {},
      ...subsets(channels).map((some) => ({ channels: some })),
      ...subsets(channelKinds).map((some) => ({ channelKinds: some as (typeof channelKinds)[number][] })),
    ];
    await attack(15, (company) => askForAll(company, ['2026-04-01|2026-04-30', '2026-04-13|2026-04-19'], filters));
  });

  it('from rows by department, channel and kind, their totals, and what these are compared with', {
    timeout: 120_000,
  }, async () => {
    const by = [
      ['DEPARTMENT'],
      ['CHANNEL'],
      ['CHANNEL_KIND'],
      ['DEPARTMENT', 'CHANNEL'],
      ['DEPARTMENT', 'CHANNEL_KIND'],
    ] as const;
    await attack(25, async (company) => {
      const told: Headcount[] = [];
      for (const [days, previously] of [
        ['2026-05-01|2026-05-31', '2026-04-01|2026-04-30'],
        ['2026-04-20|2026-04-26', '2026-04-13|2026-04-19'],
      ] as const) {
        for (const dimensions of by) {
          const metrics = ['ACTIVE_EMPLOYEES', 'ACTIVE_PEOPLE'];
          const result = await company.report({
            metrics,
            range: rangeOf(days),
            by: dimensions,
            compareTo: 'PREVIOUS_PERIOD',
          });
          told.push(...toldBy(result, days, {}, { previously }));
        }
      }
      return told;
    });
  });

  it('from shares, what they rest on, and everybody less the customers', { timeout: 120_000 }, async () => {
    const metrics = ['ACTIVE_EMPLOYEES', 'ADOPTION', 'AMBASSADORS', 'ACTIVE_PEOPLE'];
    await attack(25, async (company) => {
      const told: Headcount[] = [];
      for (const days of [...weeks, ...months]) {
        for (const some of [undefined, ['hr', 'sales'], ['product', 'sales', 'service']]) {
          const filter = some && { departments: some };
          const result = await company.report({
            metrics,
            range: rangeOf(days),
            by: ['DEPARTMENT'],
            ...(filter && { filter }),
          });
          told.push(...toldBy(result, days, { filter }));
        }
      }
      return told;
    });
  });

  it('from rolling and cumulative days, in any zone', { timeout: 120_000 }, async () => {
    await attack(8, async (company) => {
      const told: Headcount[] = [];
      const range = { from: first, to: last };
      for (const timeZone of [undefined, 'Asia/Kolkata', 'America/New_York']) {
        const ask = (over: Partial<ReportRequest>) =>
          company.report({ range, granularity: 'DAY', by: ['DEPARTMENT'], timeZone, ...over });
        for (const rolling of [7, 14, 30]) {
          const daysOfRow = ({ end }: { end: number }) => {
            const day = dayIn(end - 1, timeZone);
            return `${addDays(day, 1 - rolling)}|${day}`;
          };
          const { rows } = await ask({ rolling });
          told.push(...toldBy({ rows, totals: [], warnings: [], asOf: 0 }, '', {}, { daysOfRow }));
        }
        const { rows } = await ask({ cumulative: 'MONTH' });
        const daysOfRow = ({ end }: { end: number }) => {
          const day = dayIn(end - 1, timeZone);
          return `${day.slice(0, 8)}01|${day}`;
        };
        told.push(...toldBy({ rows, totals: [], warnings: [], asOf: 0 }, '', {}, { daysOfRow }));
      }
      return told;
    });
  });
});

const dayIn = (instant: number, timeZone = organisation.homeTimeZone): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);

describe('whoever asks again when more has arrived', () => {
  it('finds what was hidden still hidden, and can eliminate no more than before', { timeout: 120_000 }, async () => {
    const ranges = [...weeks.slice(0, 8), ...months];
    await fc.assert(
      fc.asyncProperty(smallCompanies(all), smallCompanies(all), async (employees, late) => {
        const company = createCompany(employees);
        const before = await askForAll(company, ranges, [{}]);
        const told = new Set(before.map(keyOf));
        company.add(late);
        const after = await askForAll(company, ranges, [{}]);
        const known = eliminate(after);
        expectTrue(company, known);
        expect(small(known)).toEqual([]);
        expect(after.map(keyOf).filter((key) => !told.has(key))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

const keyOf = ({ days, departments: of, channels: in_ }: Headcount): string => `${days} ${of} ${in_}`;
