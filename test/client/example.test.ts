import { execFileSync } from 'node:child_process';
import { validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AnswerError, createClient } from '../../client/create-client.ts';
import { departmentsAtAGlance, glance } from '../../client/example.ts';
import { graphql } from '../../client/graphql.ts';
import type { MetricValue, ReportRequest } from '../../graphql/plan/report.ts';
import { schema } from '../../graphql/schema.ts';
import { findMetric } from '../../shared/metrics/catalogue.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { apiWith } from '../graphql/harness.ts';

const root = new URL('../../', import.meta.url).pathname;

describe('the typed client', () => {
  it('compiles, and what is misspelt does not', () => {
    const tsc = () => execFileSync(`${root}node_modules/.bin/tsc`, ['-p', `${root}client`], { encoding: 'utf8' });
    expect(tsc()).toBe('');
  });

  it('is made from the schema as it is', () => {
    const check = () =>
      execFileSync(process.execPath, [`${root}client/print-schema-types.ts`, '--check'], { stdio: 'pipe' });
    expect(check).not.toThrow();
  });

  it('asks what the schema answers', () => {
    expect(validate(schema, departmentsAtAGlance)).toEqual([]);
  });
});

const value = (id: string, over: Partial<MetricValue>): MetricValue => ({
  metric: findMetric(id) as MetricDefinition,
  status: 'OK',
  value: null,
  previous: null,
  change: null,
  numerator: null,
  denominator: null,
  n: null,
  error: 0,
  completeness: null,
  warnings: [],
  ...over,
});
const values = (enquiries: number | null, rate: Partial<MetricValue>) => [
  value('ENQUIRIES', { value: enquiries }),
  value('RESPONSE_RATE', rate),
];

const api = apiWith({
  report: async ({ by }: ReportRequest) => ({
    rows:
      by.length === 0
        ? []
        : [
            { start: 0, end: 1, department: 'service', values: values(120, { value: 0.854, change: 2.06 }) },
            { start: 0, end: 1, department: 'hr', values: values(0, { status: 'EMPTY' }) },
            { start: 0, end: 1, department: 'sales', values: values(2, { status: 'WITHHELD' }) },
          ],
    totals: values(122, { value: 0.85, change: -0.5 }),
    warnings: [],
    asOf: Date.parse('2026-03-27T12:00:00Z'),
  }),
});
const clientAs = (token: string) =>
  createClient({
    url: 'http://graphql/graphql',
    token: () => token,
    fetch: (url, init) => api.fetch(url, init) as never,
  });

describe('the example', () => {
  it('answers over the API, in the language asked for', async () => {
    expect(await glance(clientAs('viewer'), 'de')).toEqual([
      '2026-02-27 to 2026-03-26',
      'Kundenservice: 120 enquiries, 85 % answered (+2.1 points)',
      'Personal: 0 enquiries, none to answer',
      'Vertrieb: 2 enquiries, withheld',
      'Company: 122 enquiries, 85 % answered (-0.5 points)',
    ]);
  });

  it('tells the code of what is refused', async () => {
    const refused = glance(clientAs('guest'), 'en');
    await expect(refused).rejects.toBeInstanceOf(AnswerError);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN', details: { roles: expect.any(Array) } });
    await expect(glance(clientAs('nobody'), 'en')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('hears of a document that does not fit from the API as well', async () => {
    const misspelt = graphql('query { departments { nmae } }');
    await expect(clientAs('viewer')(misspelt, {})).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
