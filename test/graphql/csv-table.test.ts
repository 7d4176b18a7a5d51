import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planReport } from '../../graphql/plan/plan-report.ts';
import { createApi } from '../../graphql/yoga.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import { createCellReader } from '../../shared/store/cell-reader.ts';
import { type Engine, startEngine } from '../engine.ts';
import { reportDeps } from '../report-deps.ts';
import { goldenInteractions } from './golden-interactions.ts';
import { ask, fakeDeps, fold } from './harness.ts';
import { parseCsv } from './parse-csv.ts';

const clock = () => Date.parse('2026-03-30T12:00:00Z');
let engine: Engine;
let api: ReturnType<typeof createApi>;
beforeAll(async () => {
  engine = await startEngine();
  const names = await engine.createTables();
  await fold(engine, names, goldenInteractions, 2);
  const reader = createCellReader(engine.client, names.cells, 2);
  api = createApi(
    fakeDeps({
      clock,
      report: (request, organisation) => planReport(request, reportDeps(reader, organisation, clock)),
    }),
  );
});
afterAll(() => engine.stop());

interface Table {
  csv: string;
  german: string;
  rows: {
    start: string;
    end: string;
    department: { id: string; name: string } | null;
    channel: { id: string; name: string } | null;
    channelKind: string | null;
    values: {
      status: string;
      value: number | null;
      previous: number | null;
      change: number | null;
      n: number | null;
    }[];
  }[];
}

const table = `
  csv
  german: csv(language: "de")
  rows { start end department { id name } channel { id name } channelKind values { status value previous change n } }
`;
const day = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
const text = (number: number | null): string => (number === null ? '' : String(number));

describe('the CSV of a report is its table', () => {
  const home = 'Europe/Berlin';
  const all = catalogue.map(({ id }) => id);
  const response = ['INTERACTIONS', 'RESPONSE_RATE', 'WITHIN_TARGET', 'OVERDUE', 'FIRST_RESPONSE_P90'];
  const byDepartment = catalogue.filter(({ dimensions }) => dimensions.includes('DEPARTMENT')).map(({ id }) => id);

  it.each([
    ['the whole catalogue', all, 'window: { last: 4, unit: WEEK }', home],
    [
      'every metric of departments, by week',
      byDepartment,
      'window: { last: 2, unit: WEEK }, granularity: WEEK, by: [DEPARTMENT]',
      home,
    ],
    [
      'days of another zone',
      response,
      'window: { last: 9, unit: DAY }, granularity: DAY, by: [CHANNEL], timeZone: "Asia/Kolkata"',
      'Asia/Kolkata',
    ],
    [
      'the day that loses an hour',
      response,
      'range: { from: "2026-03-29", to: "2026-03-29" }, granularity: HOUR',
      home,
    ],
    [
      'running values',
      ['INTERACTIONS'],
      'window: { toDate: MONTH }, granularity: DAY, rolling: 7, by: [DEPARTMENT, CHANNEL_KIND]',
      home,
    ],
  ])('%s', async (_name, metrics, input, timeZone) => {
    const query = `{ report(input: { metrics: [${metrics}], ${input}, compareTo: PREVIOUS_PERIOD }) { ${table} } }`;
    const { data, errors } = await ask(api, query, { as: 'analyst' });
    expect(errors).toBeUndefined();
    const report = data?.report as Table;
    const { csv, german, rows } = report;
    const [headings = [], ...records] = parseCsv(csv);
    expect(rows.length).toBeGreaterThan(0);
    for (const names of [headings, parseCsv(german)[0] ?? []]) expect(new Set(names).size).toBe(headings.length);
    const days = !input.includes('HOUR');
    expect(records).toEqual(
      rows.map(({ start, end, department, channel, channelKind, values }, at) => [
        ...(days
          ? [day(start, timeZone), day(new Date(Date.parse(end) - 1).toISOString(), timeZone)]
          : (records[at]?.slice(0, 2) ?? [])),
        ...(department ? [department.name, department.id] : []),
        ...(channel ? [channel.name, channel.id] : []),
        ...(channelKind ? [channelKind] : []),
        ...values.flatMap(({ status, value, previous, change, n }) => [
          text(value),
          status,
          text(previous),
          text(change),
          text(n),
        ]),
        records[at]?.at(-1),
      ]),
    );
    if (!days) {
      const instants = records.map(([start = '', end = '']) => [Date.parse(start), Date.parse(end)]);
      expect(instants).toEqual(rows.map(({ start, end }) => [Date.parse(start), Date.parse(end)]));
    }
  });
});
