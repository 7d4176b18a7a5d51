import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricValue, ReportRow } from '../../graphql/plan/report.ts';
import { bucketsOf } from '../../shared/buckets.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { defaultOrganisation, type Organisation } from '../../shared/organisation.ts';
import { knownZone } from '../../shared/zone.ts';
import { apiWith, ask } from './harness.ts';
import { parseCsv } from './parse-csv.ts';

const posts = catalogue.find(({ id }) => id === 'POSTS') as MetricDefinition;
const rate = catalogue.find(({ id }) => id === 'RESPONSE_RATE') as MetricDefinition;
const value = (metric: MetricDefinition, over: Partial<MetricValue>): MetricValue => ({
  metric,
  status: 'OK',
  value: 0,
  previous: null,
  change: null,
  numerator: null,
  denominator: null,
  n: 0,
  error: 0,
  completeness: null,
  warnings: [],
  ...over,
});
const blank = { value: null, n: null };

const berlin = knownZone('Europe/Berlin');
const [saturday, sunday] = bucketsOf('2026-03-28', '2026-03-29', 'DAY', berlin, 1).map(({ start, end }) => ({
  start,
  end,
}));
const rows = [
  {
    ...saturday,
    department: 'service',
    values: [
      value(posts, { value: 1_234, n: 1_234 }),
      value(rate, {
        value: 0.125,
        previous: 0.25,
        change: -12.5,
        n: 8,
        numerator: 1,
        denominator: 8,
        completeness: 0.5,
      }),
    ],
  },
  { ...saturday, department: 'hr', values: [value(posts, {}), value(rate, { ...blank, status: 'WITHHELD' })] },
  {
    ...sunday,
    department: 'hr',
    values: [
      value(posts, {
        value: -2,
        n: 2,
        warnings: [{ code: 'HOME_DAYS', message: { en: 'Home days.', de: 'Eigene Tage.' } }],
      }),
      value(rate, { ...blank, n: 0, status: 'EMPTY' }),
    ],
  },
] as ReportRow[];

const apiOf = (organisation: Organisation, all: ReportRow[] = rows) =>
  apiWith({
    loadOrganisation: async () => organisation,
    report: async () => ({
      rows: all,
      totals: all[0]?.values ?? [],
      warnings: [],
      asOf: Date.parse('2026-03-30T10:00:00Z'),
    }),
  });
const range = '{ from: "2026-03-28", to: "2026-03-29" }';
const input = `metrics: [POSTS, RESPONSE_RATE], range: ${range}, granularity: DAY, by: [DEPARTMENT], compareTo: PREVIOUS_YEAR`;
const csvOf = async (args = '', asked = input, api = apiOf(defaultOrganisation), as = 'analyst') => {
  const { data, errors } = await ask(api, `{ report(input: { ${asked} }) { csv${args} } }`, { as });
  return { csv: (data?.report as { csv: string } | undefined)?.csv ?? '', errors };
};

describe('a report as CSV', () => {
  it('has the rows of the table in their order, with a status beside each value', async () => {
    const { csv, errors } = await csvOf();
    expect(errors).toBeUndefined();
    expect(parseCsv(csv)).toEqual([
      [
        'First day (Europe/Berlin)',
        'Last day (Europe/Berlin)',
        'Department',
        'Department: id',
        'Posts (count)',
        'Posts: status',
        'Posts: before',
        'Posts: relative change',
        'Posts: n',
        'Response rate (ratio)',
        'Response rate: status',
        'Response rate: before',
        'Response rate: change in percentage points',
        'Response rate: n',
        'Warnings',
      ],
      '2026-03-28,2026-03-28,Customer Service,service,1234,OK,,,1234,0.125,OK,0.25,-12.5,8,'.split(','),
      '2026-03-28,2026-03-28,Human Resources,hr,0,OK,,,0,,WITHHELD,,,,'.split(','),
      '2026-03-29,2026-03-29,Human Resources,hr,-2,OK,,,2,,EMPTY,,,0,POSTS HOME_DAYS'.split(','),
    ]);
  });

  it('has what each value is made of, where that is asked for, and nothing of what is withheld', async () => {
    const [headings = [], first = [], withheld = []] = parseCsv((await csvOf('(parts: true)')).csv);
    const of = (record: string[]) =>
      Object.fromEntries(headings.map((heading, at) => [heading.split('Response rate: ')[1] ?? '', record[at]]));
    expect(of(first)).toMatchObject({
      n: '8',
      numerator: '1',
      denominator: '8',
      'relative error': '0',
      completeness: '0.5',
    });
    expect(of(withheld)).toMatchObject({
      n: '',
      numerator: '',
      denominator: '',
      'relative error': '',
      completeness: '',
    });
    const [german = []] = parseCsv((await csvOf('(parts: true, language: "de")')).csv);
    expect(german.slice(9, 13)).toEqual(
      ['Zähler', 'Nenner', 'relativer Fehler', 'Vollständigkeit'].map((part) => `Beiträge: ${part}`),
    );
    expect(german).toHaveLength(15 + 2 * 4);
  });

  it('tells what is withheld from what is empty, and nothing else of it', async () => {
    const [, , withheld = [], empty = []] = parseCsv((await csvOf()).csv);
    expect(withheld.slice(9, 14)).toEqual(['', 'WITHHELD', '', '', '']);
    expect(empty.slice(9, 14)).toEqual(['', 'EMPTY', '', '', '0']);
  });

  it('has headings and names in German, and decimal commas between semicolons', async () => {
    const [headings, first] = parseCsv((await csvOf('(language: "de-AT", separator: SEMICOLON)')).csv, ';');
    expect(headings?.slice(0, 5)).toEqual([
      'Erster Tag (Europe/Berlin)',
      'Letzter Tag (Europe/Berlin)',
      'Abteilung',
      'Abteilung: Kennung',
      'Beiträge (Anzahl)',
    ]);
    expect(first?.[2]).toBe('Kundenservice');
    expect(first?.slice(9, 13)).toEqual(['0,125', 'OK', '0,25', '-12,5']);
    expect(parseCsv((await csvOf('(separator: TAB)')).csv, '\t')[1]?.[9]).toBe('0.125');
  });

  it('compares nothing where nothing is compared', async () => {
    const [headings] = parseCsv((await csvOf('', `metrics: [POSTS, RESPONSE_RATE], range: ${range}`)).csv);
    expect(headings?.filter((heading) => /before|change/.test(heading))).toEqual([]);
  });

  it('tells the hour that comes twice apart by its offset', async () => {
    const hours = bucketsOf('2026-10-25', '2026-10-25', 'HOUR', berlin, 1).map(
      ({ start, end }) => ({ start, end, values: [value(posts, {})] }) as ReportRow,
    );
    const asked = `metrics: [POSTS], range: { from: "2026-10-25", to: "2026-10-25" }, granularity: HOUR`;
    const [headings, ...records] = parseCsv((await csvOf('', asked, apiOf(defaultOrganisation, hours))).csv);
    expect(headings?.slice(0, 2)).toEqual(['Start (Europe/Berlin)', 'End, exclusive (Europe/Berlin)']);
    expect(records.slice(2, 4).map(([start]) => start)).toEqual([
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
    ]);
    expect(records.map(([start = '', end = '']) => [Date.parse(start), Date.parse(end)])).toEqual(
      hours.map(({ start, end }) => [start, end]),
    );
  });

  it('has the days of the zone that was asked for', async () => {
    const asked = `metrics: [POSTS, RESPONSE_RATE], range: ${range}, timeZone: "America/St_Johns"`;
    const [headings, first] = parseCsv((await csvOf('', asked)).csv);
    expect(headings?.[0]).toBe('First day (America/St_Johns)');
    expect(first?.[0]).toBe('2026-03-27');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|"/c calc"!A0'])(
    'makes no formula of a department called %j',
    async (name) => {
      const departments = [{ id: 'service', name: { en: name, de: name }, headcount: [] }];
      const api = apiOf({ ...defaultOrganisation, departments });
      const records = parseCsv((await csvOf('', input, api)).csv);
      expect(records[1]?.[2]).toBe(`'${name}`);
      // Negative numbers are numbers.
      expect(records[1]?.[12]).toBe('-12.5');
    },
  );

  it('keeps any name whole, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\r\n', ';', ' ', 'ä', 'x', "'"), minLength: 1 }),
        async (rest) => {
          const name = `n${rest}`;
          const departments = [{ id: 'service', name: { en: name, de: name }, headcount: [] }];
          const records = parseCsv((await csvOf('', input, apiOf({ ...defaultOrganisation, departments }))).csv);
          expect(records).toHaveLength(rows.length + 1);
          expect(records[1]?.[2]).toBe(name);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of no rows is its headings', async () => {
    const { csv } = await csvOf('', input, apiOf(defaultOrganisation, []));
    expect(csv.split('\r\n')).toHaveLength(2);
  });

  it.each(['viewer', 'member:service', 'executive', 'engineer'])(
    'is refused to %s, who may see the table',
    async (role) => {
      const { errors } = await csvOf('', input, apiOf(defaultOrganisation), role);
      expect(errors).toMatchObject([{ path: ['report', 'csv'], extensions: { code: 'FORBIDDEN' } }]);
    },
  );

  it('is answered once, beside the table', async () => {
    let reports = 0;
    const api = apiWith({
      report: async () => {
        reports++;
        return { rows, totals: rows[0]?.values ?? [], warnings: [], asOf: 0 };
      },
    });
    await ask(api, `{ report(input: { ${input} }) { rows { start } csv } }`, { as: 'admin' });
    expect(reports).toBe(1);
  });
});
