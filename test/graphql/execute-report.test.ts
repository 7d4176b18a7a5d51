import { execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import { createContext } from '../../graphql/context.ts';
import { executeReport } from '../../graphql/execute-report.ts';
import type { MetricValue, ReportResult } from '../../graphql/plan/report.ts';
import { schema } from '../../graphql/schema.ts';
import { ApiError } from '../../shared/errors.ts';
import { catalogue } from '../../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { fakeDeps } from './harness.ts';

const value = (n: number, over: Partial<MetricValue> = {}): MetricValue => ({
  metric: catalogue[n % catalogue.length] as MetricDefinition,
  status: 'OK',
  value: n,
  previous: null,
  change: null,
  numerator: n,
  denominator: null,
  n,
  error: 0,
  completeness: null,
  warnings: [],
  ...over,
});
const warning = {
  code: 'SILENT',
  message: { en: 'A source is silent.', de: 'Eine Quelle schweigt.' },
  source: 'https://x.com/acme',
};
const result: ReportResult = {
  rows: [
    { start: 0, end: 86_400_000, department: 'service', channel: 'x', values: [value(1), value(2)] },
    { start: 0, end: 86_400_000, department: 'gone', channelKind: 'direct', activity: 'post', values: [] },
  ],
  totals: [value(3, { status: 'EMPTY', value: null, warnings: [warning] })],
  warnings: [warning],
  asOf: 1_774_612_800_000,
};

async function both(
  query: string,
  { variables = {}, deps = {} }: { variables?: object; deps?: Partial<ApiDeps> } = {},
) {
  const args = async () => ({
    schema,
    document: parse(query),
    variableValues: variables as Record<string, unknown>,
    contextValue: {
      ...(await createContext(fakeDeps({ report: async () => result, ...deps }))),
      viewer: { roles: new Set(['viewer']), departments: [] },
    },
  });
  return { short: await executeReport(await args()), general: await execute(await args()) };
}

const input = '{ metrics: [POSTS], range: { from: "2026-03-01", to: "2026-03-31" } }';

describe('a query of reports', () => {
  it.each([
    [
      'fields of every type',
      `{ report(input: ${input}) { __typename asOf warnings { code } totals { status value metric { id name(language: "de") dimensions } } rows { start end department { id name headcount } channel { kind } channelKind activity direction values { value n warnings { message } } } } }`,
    ],
    [
      'several reports under aliases',
      `{ a: report(input: ${input}) { asOf } b: report(input: ${input}) { totals { n } } }`,
    ],
    [
      'fragments',
      `query { report(input: ${input}) { ...r ... on Report { asOf } } } fragment r on Report { rows { ...row } } fragment row on ReportRow { x: start values { value } }`,
    ],
  ])('with %s gets the answer of the general executor', async (_name, query) => {
    const { short, general } = await both(query);
    expect(short).toBeDefined();
    expect(JSON.stringify(short)).toBe(JSON.stringify(general));
  });

  it('with variables gets the answer of the general executor', async () => {
    const { short, general } = await both(
      'query Q($input: ReportInput!, $language: String = "de") { report(input: $input) { totals { metric { name(language: $language) } } } }',
      { variables: { input: { metrics: ['POSTS'], range: { from: '2026-03-01', to: '2026-03-31' } } } },
    );
    expect(short?.data).toEqual({ report: { totals: [{ metric: { name: catalogue[3]?.name.de } }] } });
    expect(JSON.stringify(short)).toBe(JSON.stringify(general));
  });
});

it('tells the refusal of a report as the general executor does', async () => {
  const report = () => Promise.reject(new ApiError('COST_LIMIT', 'Too much.'));
  const { short, general } = await both(`{ a: report(input: ${input}) { asOf } }`, { deps: { report } });
  expect(short).toBeDefined();
  expect(JSON.stringify(short)).toBe(JSON.stringify(general));
  expect(short?.errors?.[0]?.originalError).toBeInstanceOf(ApiError);
});

describe('the general executor is left', () => {
  it.each([
    ['other fields', `{ report(input: ${input}) { asOf } channels { id } }`],
    ['directives', `{ report(input: ${input}) { asOf @skip(if: true) totals { n @include(if: false) value } } }`],
    ['sources, which are read later', `{ report(input: ${input}) { warnings { source { id } } } }`],
    ['one response key selected twice', `{ report(input: ${input}) { totals { n } totals { value } } }`],
    ['one report selected twice', `{ report(input: ${input}) { asOf } report(input: ${input}) { totals { n } } }`],
    ['introspection', '{ __schema { queryType { name } } }'],
  ])('queries with %s', async (_name, query) => {
    expect((await both(query)).short).toBeUndefined();
  });

  it('a value that breaks its promise', async () => {
    const report = async () => ({ ...result, totals: [value(1, { error: null as never })] });
    const { short, general } = await both(`{ report(input: ${input}) { totals { error } } }`, { deps: { report } });
    expect(short).toBeUndefined();
    expect(general.errors?.[0]?.message).toContain('Cannot return null');
  });

  it('variables that do not fit', async () => {
    const query = 'query Q($input: ReportInput!) { report(input: $input) { asOf } }';
    expect((await both(query, { variables: { input: {} } })).short).toBeUndefined();
  });
});
