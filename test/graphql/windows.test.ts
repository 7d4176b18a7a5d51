import { beforeEach, describe, expect, it } from 'vitest';
import type { ReportRequest } from '../../graphql/plan/report.ts';
import { apiWith, ask } from './harness.ts';

/** In Kiritimati it is the 28th already. */
const asOf = Date.parse('2026-03-27T12:00:00Z');
const requests: ReportRequest[] = [];
const api = apiWith({
  report: async (request) => {
    requests.push(request);
    return { rows: [], totals: [], warnings: [], asOf };
  },
});
beforeEach(() => void requests.splice(0));

const days = '{ from to }';
const report = (input: string, fields: string, as = 'viewer') =>
  ask(api, `{ report(input: { metrics: [POSTS], ${input} }) { ${fields} } }`, { as });

describe('a report tells its days', () => {
  it.each([
    ['range: { from: "2026-02-01", to: "2026-02-03" }', '2026-02-01', '2026-02-03', '2026-01-29', '2026-01-31'],
    ['window: { last: 7, unit: DAY }', '2026-03-20', '2026-03-26', '2026-03-13', '2026-03-19'],
    ['window: { last: 7, unit: DAY, complete: false }', '2026-03-21', '2026-03-27', '2026-03-14', '2026-03-20'],
    ['window: { last: 2, unit: MONTH }', '2026-01-01', '2026-02-28', '2025-11-01', '2025-12-31'],
    ['window: { toDate: MONTH }', '2026-03-01', '2026-03-27', '2026-02-01', '2026-02-27'],
    ['window: { toDate: WEEK }', '2026-03-23', '2026-03-27', '2026-03-16', '2026-03-20'],
    ['window: { toDate: WEEK }, weekStart: 7', '2026-03-22', '2026-03-27', '2026-03-15', '2026-03-20'],
    [
      'window: { toDate: MONTH }, timeZone: "Pacific/Kiritimati"',
      '2026-03-01',
      '2026-03-28',
      '2026-02-01',
      '2026-02-28',
    ],
  ])('%s', async (input, from, to, comparedFrom, comparedTo) => {
    const { data, errors } = await report(
      `${input}, compareTo: PREVIOUS_PERIOD`,
      `range ${days} comparedRange ${days}`,
    );
    expect(errors).toBeUndefined();
    expect(data?.report).toEqual({ range: { from, to }, comparedRange: { from: comparedFrom, to: comparedTo } });
  });

  it('and those of the same weekdays a year before', async () => {
    const input = 'range: { from: "2026-03-23", to: "2026-03-29" }, compareTo: PREVIOUS_YEAR_WEEKDAY';
    const { data } = await report(input, `comparedRange ${days}`);
    expect(data?.report).toEqual({ comparedRange: { from: '2025-03-24', to: '2025-03-30' } });
  });

  it('but none that it is compared with when it is not', async () => {
    const { data } = await report('window: { toDate: YEAR }', `range ${days} comparedRange ${days}`);
    expect(data?.report).toEqual({ range: { from: '2026-01-01', to: '2026-03-27' }, comparedRange: null });
  });
});

it('a report hands windows and running values to the planner', async () => {
  await report('window: { last: 28, unit: DAY }, granularity: DAY, rolling: 7', 'asOf');
  await report('window: { toDate: YEAR }, granularity: DAY, cumulative: MONTH', 'asOf');
  expect(requests).toMatchObject([
    { window: { last: 28, unit: 'DAY' }, rolling: 7, range: undefined },
    { window: { toDate: 'YEAR' }, cumulative: 'MONTH' },
  ]);
});

describe('the benchmark of a report', () => {
  const input =
    'range: { from: "2026-03-01", to: "2026-03-27" }, granularity: DAY, rolling: 7, by: [DEPARTMENT, CHANNEL], filter: { departments: ["service"], channels: ["email"] }, compareTo: PREVIOUS_YEAR, timeZone: "Asia/Tokyo", attributeTo: RESPONSE';
  const company = {
    metrics: ['POSTS'],
    granularity: 'TOTAL',
    by: [],
    filter: { departments: undefined, channels: ['email'] },
    compareTo: 'PREVIOUS_YEAR',
    timeZone: 'Asia/Tokyo',
    attributeTo: 'RESPONSE',
  };

  it('is the company in one row, over the same days and channels, however the report is split', async () => {
    const { data, errors } = await report(input, 'benchmark { value } asOf');
    expect(errors).toBeUndefined();
    expect(data?.report).toMatchObject({ benchmark: [] });
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject(company);
    expect(requests[1]).not.toHaveProperty('rolling');
  });

  it('of a department is the company too', async () => {
    const query = `{ department(id: "service") { report(input: { metrics: [POSTS], ${input} }) { benchmark { value } } } }`;
    await ask(api, query, { as: 'member:sales' });
    expect(requests[0]).toMatchObject({ filter: { departments: ['service'] } });
    expect(requests[1]).toMatchObject(company);
  });

  it('is not computed unless asked for', async () => {
    await report(input, 'asOf');
    expect(requests).toHaveLength(1);
  });

  it('costs what a report costs', async () => {
    const fields = Array.from(
      { length: 11 },
      (_, n) => `r${n}: report(input: { metrics: [POSTS], ${input} }) { benchmark { value } }`,
    );
    const { errors } = await ask(api, `{ ${fields.join(' ')} }`, { as: 'viewer' });
    expect(errors).toMatchObject([{ extensions: { code: 'COST_LIMIT' } }]);
    expect(requests).toEqual([]);
  });
});
