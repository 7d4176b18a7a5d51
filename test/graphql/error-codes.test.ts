import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { errorCodes, serverErrorCodes } from '../../graphql/error-codes.ts';
import { toGraphQLError } from '../../graphql/to-graphql-error.ts';
import { apiWith, ask } from './harness.ts';

const api = apiWith({ report: async () => ({ rows: [], totals: [], warnings: [], asOf: 0 }) });
const range = '{ from: "2026-03-01", to: "2026-03-31" }';
const days = { from: '2026-03-01', to: '2026-03-31' };
const known = Object.keys({ ...errorCodes, ...serverErrorCodes });

const report = (input: string) => `{ report(input: ${input}) { asOf } }`;
const byVariable = 'query Q($i: ReportInput!) { report(input: $i) { asOf } }';
const people = 'mutation M($i: MergePeopleInput!) { mergePeople(input: $i) { people } }';
const goal = 'mutation M($i: SetGoalInput!) { setGoal(input: $i) { id } }';
const input = (over: object) => ({ i: { metrics: ['POSTS'], range: days, ...over } });

describe('what is wrong in a variable', () => {
  it.each<[string, string, object, string]>([
    ['an unknown value', byVariable, input({ metrics: ['POSTS', 'LUCK'] }), 'i.metrics[1]'],
    ['a value that imitates a path', byVariable, input({ metrics: ['x at "i.y"; '] }), 'i.metrics[0]'],
    ['a wrong Int', byVariable, input({ weekStart: 'Monday' }), 'i.weekStart'],
    ['a fraction for an Int', byVariable, input({ weekStart: 1.5 }), 'i.weekStart'],
    ['a day that there is not', byVariable, input({ range: { ...days, to: '2026-02-30' } }), 'i.range.to'],
    ['null where there must be something', byVariable, input({ granularity: null }), 'i.granularity'],
    ['an unknown key', byVariable, input({ nope: 1 }), 'i.nope'],
    ['an unknown key further in', byVariable, input({ range: { ...days, until: 1 } }), 'i.range.until'],
    ['a missing key', byVariable, input({ range: { from: '2026-03-01' } }), 'i.range.to'],
    ['a missing key at the top', goal, { i: { metric: 'POSTS' } }, 'i.baseline'],
    ['no object', byVariable, { i: 5 }, 'i'],
    ['nothing', byVariable, {}, 'i'],
    ['null', byVariable, { i: null }, 'i'],
    ['an object for an id', people, { i: { people: ['a', {}] } }, 'i.people[1]'],
    ['a wrong DateTime', 'query Q($d: Date) { departments { headcount(at: $d) } }', { d: 'x' }, 'd'],
    ['null for an argument', 'query Q($d: ID = "hr") { department(id: $d) { id } }', { d: null }, 'id'],
  ])('%s: has a code and a path', async (_name, query, variables, path) => {
    const { errors, status } = await ask(api, query, { as: 'admin', variables });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', details: { path } });
    expect(status).toBeLessThan(500);
  });

  it('several times is told each time', async () => {
    const variables = input({ metrics: ['LUCK'], weekStart: 'Monday' });
    const { errors } = await ask(api, byVariable, { as: 'viewer', variables });
    expect(errors?.map(({ extensions }) => extensions.details)).toEqual([
      { path: 'i.metrics[0]' },
      { path: 'i.weekStart' },
    ]);
  });

  it('very often has a code each time, too', async () => {
    const variables = input({ metrics: Array.from({ length: 60 }, () => 'LUCK') });
    const { errors } = await ask(api, byVariable, { as: 'viewer', variables });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(errors?.length).toBeGreaterThan(50);
  });
});

describe('what is wrong in the document', () => {
  it.each([
    ['an unknown value', report(`{ metrics: [LUCK], range: ${range} }`), 'GRAPHQL_VALIDATION_FAILED'],
    ['a wrong Int', report(`{ metrics: [POSTS], range: ${range}, weekStart: "x" }`), 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown key', report(`{ metrics: [POSTS], range: ${range}, nope: 1 }`), 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing key', report(`{ range: ${range} }`), 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing argument', '{ report { asOf } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a day that there is not', '{ departments { headcount(at: "2026-02-30") } }', 'BAD_USER_INPUT'],
    ['an unknown department', '{ goals(department: "nope") { id } }', 'UNKNOWN_DEPARTMENT'],
    ['a range turned round', '{ annotations(range: { from: "2026-03-02", to: "2026-03-01" }) { id } }', 'BAD_REQUEST'],
    [
      'several operations',
      'query A { departments { id } } query B { channels { id } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['no document', '', 'BAD_REQUEST'],
    ['no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
  ])('%s: has a code', async (_name, query, code) => {
    const { errors, status } = await ask(api, query, { as: 'admin' });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
    expect(known).toContain(code);
    expect(status).toBeLessThan(500);
  });
});

describe('what is wrong in the request', () => {
  const headers = { authorization: 'Bearer viewer', 'content-type': 'application/json' };
  const url = (query: string) => `http://graphql/graphql?query=${encodeURIComponent('{departments{id}}')}${query}`;
  it.each<[string, string, RequestInit]>([
    ['variables in the address that are no JSON', url('&variables=%7B'), {}],
    ['extensions in the address that are no JSON', url('&extensions=%7B'), {}],
    [
      'variables that are no object',
      'http://graphql/graphql',
      { method: 'POST', body: '{"query":"{a}","variables":5}' },
    ],
    ['a body that is no JSON', 'http://graphql/graphql', { method: 'POST', body: '{' }],
    ['a mutation by GET', url('').replace('%7Bdep', 'mutation%7Bdep'), {}],
  ])('%s: has a code', async (_name, address, init) => {
    const response = await api.fetch(address, { ...init, headers });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});

it('an error of the engine that is about neither document nor variables is ours, and masked', () => {
  const error = toGraphQLError(new GraphQLError('Enum "Role" cannot represent value: "ghost"'));
  expect(error.extensions).toEqual({ code: 'INTERNAL' });
  expect(error.message).not.toContain('ghost');
});
