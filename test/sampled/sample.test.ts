import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../sample/read-sample.ts';
import { setOf } from '../../sample/sets.ts';
import { roles } from '../../shared/roles.ts';
import { startSampledStack } from '../browser/sample-stack.ts';
import { local } from '../raw-report.ts';
import type { Stack } from '../stack.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

let stack: Stack;
const polylog = (...args: string[]) =>
  run(process.execPath, [cli, ...args], {
    env: { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port },
  });

async function report(input: object, fields: string): Promise<{ rows: Row[]; totals: Row['values'] }> {
  const query = `query ($input: ReportInput!) { report(input: $input) { ${fields} } }`;
  return (await ask<{ report: { rows: Row[]; totals: Row['values'] } }>(query, { input })).report;
}

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token('viewer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}
interface Row {
  start: string;
  department?: { id: string };
  values: { value: number | null; n: number | null }[];
}

interface Standing {
  department: { id: string };
  rank: number | null;
  since: string | null;
  value: { value: number | null; n: number | null };
}
interface Ranking {
  entries: Standing[];
  last: Standing[];
  range: { from: string; to: string };
}
interface Change {
  metric: { id: string };
  department: { id: string } | null;
  channel: { id: string } | null;
  value: object;
}

const days = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Its retractions name posts that are not in the sample, so they take nothing away. */
const counted = readSample().filter(({ type }) => !/edit|retraction/.test(type));
/** Everything in the sample, from the oldest to today. */
const always = { from: '1999-01-01', to: days(Date.now()) };

beforeAll(async () => {
  stack = await startSampledStack();
});
afterAll(() => stack.stop());

describe('npm start with the bundled real sample', () => {
  it('says where the dashboard is, with a link for each role that the API takes, and that GraphiQL takes the same', async () => {
    const output = stack.output();
    expect(output).toContain(`The dashboard: ${stack.url}/\n`);
    expect(output).toContain(`${stack.url}/graphql#token=`);
    const links = [...output.matchAll(/^ {2}(\w+) +(http\S+)\/#token=(\S+)$/gm)];
    expect(links.map(([, role]) => role)).toEqual([...roles]);
    for (const [, role, address, bearer] of links) {
      expect(address).toBe(stack.url);
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        body: '{"query": "{ viewer { roles } }"}',
      });
      expect(await response.json()).toEqual({ data: { viewer: { roles: [role?.toUpperCase()] } } });
    }
  });

  it('counts every interaction once, and the cells are the fold of the ledger', async () => {
    const { totals } = await report({ metrics: ['INTERACTIONS'], range: always }, 'totals { value }');
    expect(totals[0]?.value).toBe(counted.length);
    expect((await polylog('verify')).stdout).toContain('0 differences');
  }, 60_000);

  it('knows the first responses of the Twitter set: 1,025 of them, median 7,482 s, 90th percentile 200,096 s', async () => {
    const { totals } = await report(
      { metrics: ['FIRST_RESPONSE_P50', 'FIRST_RESPONSE_P90'], range: always, filter: { channels: ['x'] } },
      'totals { value n }',
    );
    expect(totals.map(({ n }) => n)).toEqual([1025, 1025]);
    expect(Math.abs((totals[0]?.value ?? 0) / 7482 - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((totals[1]?.value ?? 0) / 200_096 - 1)).toBeLessThanOrEqual(0.01);
  });

  it.each([
    'Europe/Berlin',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Africa/Cairo',
  ])('has the daily sums of a raw scan in %s, over every change of the clocks', async (timeZone) => {
    const weeks = JSON.parse(readFileSync(join(stack.dataDir, 'sample-shift.json'), 'utf8')) as Record<string, number>;
    const from = days(Date.now() - 400 * 86_400_000);
    const expected = new Map<string, number>();
    for (const { source, time } of counted) {
      const { day } = local(Date.parse(time) + (weeks[setOf(source)] ?? 0) * 7 * 86_400_000, timeZone);
      if (day >= from && day <= always.to) expected.set(day, (expected.get(day) ?? 0) + 1);
    }
    const { rows } = await report(
      { metrics: ['INTERACTIONS'], range: { from, to: always.to }, granularity: 'DAY', timeZone },
      'rows { start values { value } }',
    );
    expect(rows).toHaveLength(401);
    const actual = rows.map(({ start, values }) => [local(Date.parse(start), timeZone).day, values[0]?.value] as const);
    expect(Object.fromEntries(actual.filter(([, value]) => value))).toEqual(Object.fromEntries(expected));
  });

  it('says who keeps the response target least and since which week, as its weekly reports do', async () => {
    const window = { last: 12, unit: 'MONTH' };
    const { ranking } = await ask<{ ranking: Ranking }>(
      `query ($window: ReportWindow!) { ranking(metric: WITHIN_TARGET, window: $window) {
         entries { department { id } rank since value { value n } } last { department { id } rank since } range { from to } } }`,
      { window },
    );
    const ranked = ranking.entries.filter(({ rank }) => rank !== null);
    expect(ranked.length).toBeGreaterThanOrEqual(3);
    const values = ranked.map(({ value }) => value.value ?? Number.NaN);
    expect(values).toEqual([...values].sort((one, other) => other - one));
    expect(ranking.last).toHaveLength(1);
    const [{ department, since } = { department: { id: '' }, since: null }] = ranking.last;
    expect(department.id).toBe('sales');
    // Nobody there answers: no week since then has another department below it.
    const weeks = await report(
      {
        metrics: ['WITHIN_TARGET'],
        range: { from: since, to: ranking.range.to },
        granularity: 'WEEK',
        by: ['DEPARTMENT'],
      },
      'rows { start department { id } values { value n } }',
    );
    const told = weeks.rows.filter(({ values: [one] }) => (one?.n ?? 0) >= 5);
    expect(told.filter((row) => row.department?.id === 'sales').map(({ values }) => values[0]?.value)).toContain(0);
    expect(told.filter((row) => row.department?.id === 'sales').every(({ values }) => values[0]?.value === 0)).toBe(
      true,
    );
  });

  it('says what changed most with the values of a report, and who should learn from whom', async () => {
    const days = '{ last: 28, unit: DAY }';
    const parts = 'value previous change n';
    const { changes, lessons } = await ask<{
      changes: Change[];
      lessons: Record<'learner' | 'teacher', { id: string }>[];
    }>(
      `{ changes: notableChanges(window: ${days}, first: 20) { metric { id } department { id } channel { id } value { ${parts} } score }
         lessons(window: { last: 12, unit: MONTH }) { learner { id } teacher { id } } }`,
    );
    expect(changes.length).toBeGreaterThan(0);
    for (const { metric, department, channel, value } of changes) {
      const filter = {
        ...(department && { departments: [department.id] }),
        ...(channel && { channels: [channel.id] }),
      };
      const asked = { metrics: [metric.id], window: { last: 28, unit: 'DAY' }, filter, compareTo: 'PREVIOUS_PERIOD' };
      expect((await report(asked, `totals { ${parts} }`)).totals[0]).toEqual(value);
    }
    expect(lessons.map(({ learner, teacher }) => `${learner.id} from ${teacher.id}`)).toContain('sales from service');
  });
});
