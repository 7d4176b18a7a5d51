import { describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import { ApiError } from '../../shared/errors.ts';
import { apiWith, ask } from './harness.ts';

const range = '{ from: "2026-03-01", to: "2026-03-31" }';
const report = `report(input: { metrics: [POSTS], range: ${range} })`;
const api = apiWith({ report: async () => ({ rows: [], totals: [], warnings: [], asOf: 0 }) });
const times = (count: number, each: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => each(n)).join(' ');

describe('a query bomb', () => {
  const conversations = (first: number, inner: string) =>
    `{ conversations(filter: { range: ${range} }, first: ${first}) { edges { node { ${inner} } } } }`;
  it.each([
    ['COST_LIMIT', conversations(200, 'interactions(first: 200) { edges { node { id } } }')],
    ['COST_LIMIT', `{ ${times(21, (n) => `r${n}: ${report} { asOf }`)} }`],
    ['COST_LIMIT', `{ ${times(21, (n) => `c${n}: ${conversations(1, '__typename').slice(2, -2)}`)} }`],
    ['COST_LIMIT', `{ notableChanges(range: ${range}, first: 50) { department { ${report} { asOf } } } }`],
    [
      'COST_LIMIT',
      `{ lessons(range: ${range}, first: 10) { learner { ${report} { asOf } } teacher { ${report} { asOf } } } }`,
    ],
    ['DEPTH_LIMIT', `{ department(id: "hr") { ${times(10, () => 'parent {')} id ${'}'.repeat(10)} } }`],
    ['ALIAS_LIMIT', `{ ${times(51, (n) => `a${n}: channels { id }`)} }`],
    ['TOKEN_LIMIT', `{ ${times(700, () => 'channels { id }')} }`],
    ['QUERY_TOO_LONG', `{ channels { id } } #${'x'.repeat(20_000)}`],
  ])('is refused with %s', async (code, query) => {
    const { errors } = await ask(api, query, { as: 'analyst' });
    expect([...new Set(errors?.map(({ extensions }) => extensions.code))]).toEqual([code]);
  });

  it('of fragments that double at each step is refused at once', async () => {
    const query = `{ departments { ...f0 } }
      ${times(25, (n) => `fragment f${n} on Department { ...f${n + 1} parent { ...f${n + 1} } }`)}
      fragment f25 on Department { id }`;
    const started = performance.now();
    const { errors } = await ask(api, query, { as: 'analyst' });
    expect(errors?.[0]?.extensions.code).toMatch(/^(DEPTH|COST)_LIMIT$/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('of a body beyond 100 kB is refused with 413', async () => {
    const response = await api.fetch('http://graphql/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer viewer' },
      body: JSON.stringify({ query: '{ channels { id } }', variables: { text: 'x'.repeat(100_000) } }),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_ENTITY_TOO_LARGE' } }] });
  });

  it('of several operations in one body is refused', async () => {
    const response = await api.fetch('http://graphql/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer viewer' },
      body: JSON.stringify([{ query: '{ channels { id } }' }, { query: '{ channels { id } }' }]),
    });
    expect(response.status).toBe(400);
  });
});

it('answers what a dashboard asks for at once', async () => {
  const query = `{ ${times(12, (n) => `r${n}: ${report} { totals { value } rows { start values { value } } }`)} }`;
  expect((await ask(api, query, { as: 'viewer' })).errors).toBeUndefined();
});

describe('an error', () => {
  const failingWith = (error: Error, log: ApiDeps['log'] = () => undefined) =>
    apiWith({
      log,
      report: async () => {
        throw error;
      },
    });

  it('meant for the caller keeps its message, code and details', async () => {
    const { errors } = await ask(
      failingWith(new ApiError('UNSUPPORTED_DIMENSION', 'Choose another.', { allowed: ['CHANNEL'] })),
      `{ ${report} { asOf } }`,
      { as: 'viewer' },
    );
    expect(errors).toMatchObject([
      {
        message: 'Choose another.',
        path: ['report'],
        extensions: { code: 'UNSUPPORTED_DIMENSION', details: { allowed: ['CHANNEL'] } },
      },
    ]);
  });

  it('of ours is masked, and logged under the request id that the caller sees', async () => {
    const logged: Parameters<ApiDeps['log']>[0][] = [];
    const { errors } = await ask(
      failingWith(new Error('table t0-cells is gone'), (entry) => logged.push(entry)),
      `{ ${report} { asOf } }`,
      { as: 'viewer' },
    );
    expect(JSON.stringify(errors)).not.toContain('t0-cells');
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: expect.any(String) } }]);
    const failure = logged.find(({ level }) => level === 'error');
    expect(failure?.fields.requestId).toBe(errors?.[0]?.extensions.requestId);
    expect(failure?.error).toMatchObject({ message: 'table t0-cells is gone' });
  });

  it('never brings the token, the document or its variables into the log', async () => {
    const logged: unknown[] = [];
    const query = 'query Named($id: ID!) { department(id: $id) { id } }';
    await ask(apiWith({ log: (entry) => logged.push(entry) }), query, { as: 'viewer', variables: { id: 'secret-id' } });
    expect(JSON.stringify(logged)).toContain('Named');
    expect(JSON.stringify(logged)).not.toMatch(/secret-id|Bearer|viewer|department/);
  });

  it.each([
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }', {}],
    ['GRAPHQL_PARSE_FAILED', '{ departments {', {}],
    ['BAD_USER_INPUT', 'query Q($at: Date) { departments { headcount(at: $at) } }', { at: '2026-02-30' }],
    // The day after has no four-digit year: lists of that range failed.
    [
      'BAD_USER_INPUT',
      '{ conversations(filter: { range: { from: "2026-01-01", to: "9999-12-31" } }) { __typename } }',
      {},
    ],
    ['BAD_USER_INPUT', 'query Q($at: Date) { departments { headcount(at: $at) } }', { at: '0000-01-01' }],
  ])('of the document tells %s', async (code, query, variables) => {
    const { errors, status } = await ask(api, query, { as: 'viewer', variables });
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(status).toBeLessThan(500);
    for (const name of Object.keys(variables)) expect(errors?.[0]?.message).toContain(`$${name}`);
  });
});
