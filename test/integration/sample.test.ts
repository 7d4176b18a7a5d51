import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../sample/read-sample.ts';
import { setOf } from '../../sample/sets.ts';
import { local } from '../raw-report.ts';
import { type Stack, startStack } from '../stack.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

let stack: Stack;
const polylog = (...args: string[]) =>
  run(process.execPath, [cli, ...args], {
    env: { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port },
  });

async function report(input: object, fields: string): Promise<{ rows: Row[]; totals: Row['values'] }> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token('viewer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query ($input: ReportInput!) { report(input: $input) { ${fields} } }`,
      variables: { input },
    }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { report: { rows: Row[]; totals: Row['values'] } };
    errors?: unknown;
  };
  if (!data) throw new Error(JSON.stringify(errors));
  return data.report;
}
interface Row {
  start: string;
  values: { value: number | null; n: number | null }[];
}

const days = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Its retractions name posts that are not in the sample, so they take nothing away. */
const counted = readSample().filter(({ type }) => !/edit|retraction/.test(type));
/** Everything in the sample, from the oldest to today. */
const always = { from: '1999-01-01', to: days(Date.now()) };

beforeAll(async () => {
  stack = await startStack({ empty: false });
  await polylog('drain', '--timeout', '150');
}, 200_000);
afterAll(() => stack.stop());

describe('npm start with the bundled real sample', () => {
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
});
