import { describe, expect, it } from 'vitest';
import { apiDependencies } from '../../graphql/dependencies.ts';
import { createApi } from '../../graphql/yoga.ts';
import { answerHeaders } from '../../shared/answer-headers.ts';
import { environmentOf, local, only, production, resourcesOf } from '../cdk/synthesise.ts';
import { apiWith, ask, fakeDeps } from '../graphql/harness.ts';
import { liveApi } from '../graphql/live-harness.ts';

/** The environment of a function, with a text for what is only known when it is deployed. */
const deployed = (of: typeof production.stateless, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environmentOf(of, name)).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : `https://${key.toLowerCase().replaceAll('_', '-')}.example/`,
    ]),
  );
/** The policy that the template of production gives the API, over stores that answer nothing. */
const { policy, graphiql } = apiDependencies(deployed(production.stateless, 'Graphql'));
const inProduction = fakeDeps({ policy, graphiql });
const api = createApi(inProduction);
const live = liveApi(inProduction);
const introspection = '{ __schema { types { name } } }';

describe('in production', () => {
  it.each([
    ['the schema', introspection],
    ['a type', '{ __type(name: "Query") { name } }'],
    ['a typename', '{ __typename }'],
    ['a report', '{ departments { id } }'],
    ['what does not parse', '{ a'],
    ['what is no field', '{ deparments { id } }'],
  ])('whoever is not signed in learns nothing about %s', async (_name, query) => {
    const { status, data, errors } = await ask(api, query);
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors).toEqual([{ message: expect.stringMatching(/^Sign in/), extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it.each(['viewer', 'member:service', 'executive', 'guest'])('a %s asks by persisted documents alone', async (as) => {
    for (const query of [introspection, '{ departments { id } }', '{ __typename }']) {
      const { errors } = await ask(api, query, { as });
      expect(errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }]);
    }
  });

  it.each(['analyst', 'engineer', 'admin'])('an %s may send documents', async (as) => {
    expect((await ask(api, '{ __typename }', { as })).data).toEqual({ __typename: 'Query' });
  });

  it('a browser gets no GraphiQL', async () => {
    const response = await api.fetch('http://graphql/graphql', { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<');
  });

  it('the live address is as closed', async () => {
    const open = (query: string, as?: string) =>
      live.fetch('http://live/', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as}` }) },
        body: JSON.stringify({ query }),
      });
    expect((await open(introspection)).status).toBe(401);
    expect(await (await open(introspection, 'viewer')).text()).toContain('PERSISTED_QUERY_ONLY');
  });

  it('no origin but its own is let in unless one is named', () => {
    expect(only(resourcesOf(production.stateless, 'AWS::ApiGatewayV2::Api')).Properties).not.toHaveProperty(
      'CorsConfiguration',
    );
    expect(only(resourcesOf(production.stateless, 'AWS::Lambda::Url')).Properties).not.toHaveProperty('Cors');
  });

  it('there is no local key, and no secret in any environment', () => {
    const functions = Object.values(resourcesOf(production.stateless, 'AWS::Lambda::Function'));
    for (const { Properties } of functions) {
      const names = Object.keys(Properties.Environment?.Variables ?? {});
      expect(names).not.toContain('LOCAL_KEY');
      expect(names.filter((name) => /KEY|SECRET|TOKEN|PASSWORD/.test(name) && !/_(ID|PREFIX)$/.test(name))).toEqual([]);
    }
    expect(environmentOf(local.stateless, 'Ingest')).toHaveProperty('LOCAL_KEY');
  });
});

describe('an error on our side', () => {
  const secret = 'connect ECONNREFUSED 10.0.0.7:8000 with key AKIAEXAMPLE';
  const failing = apiWith({
    loadOrganisation: async () => {
      throw new Error(secret);
    },
  });

  it('says nothing of its cause, and neither does one in a field', async () => {
    const inField = apiWith({
      listSources: async () => {
        throw new TypeError(secret);
      },
    });
    for (const [broken, query] of [
      [failing, '{ departments { id } }'],
      [inField, '{ sources { id } }'],
    ] as const) {
      const answer = await ask(broken, query, { as: 'viewer' });
      const text = JSON.stringify(answer);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: expect.any(String) } }]);
      expect(text).not.toMatch(/ECONNREFUSED|AKIA|TypeError|\.ts:|stack|node_modules/);
    }
  });
});

describe('every answer of the API', () => {
  const post = (body: string, headers: Record<string, string> = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const viewer = { authorization: 'Bearer viewer' };
  const requests: [string, string, RequestInit][] = [
    ['data', '', post('{"query":"{ __typename }"}', { authorization: 'Bearer admin' })],
    ['a refusal', '', post('{"query":"{ __typename }"}')],
    ['what is no JSON', '', post('{')],
    ['another method', '', { method: 'PUT', headers: viewer }],
    ['no page', '', { headers: { accept: 'text/html' } }],
    ['another path', '/elsewhere', { headers: viewer }],
    ['a body that is too large', '', post(`{"query":"${'x'.repeat(200_000)}"}`, viewer)],
    ['a health check of the server', '/health', {}],
  ];
  it.each(requests)('has the headers that keep it to whom it was given: %s', async (_name, path, init) => {
    for (const response of [
      await api.fetch(`http://graphql/graphql${path}`, init),
      await live.fetch(`http://live/${path}`, init),
    ]) {
      expect(Object.fromEntries(response.headers)).toMatchObject(answerHeaders);
      expect(await response.text()).not.toMatch(/\.ts:\d|node_modules|at \w+ \(/);
    }
  });
});
