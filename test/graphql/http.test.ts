import { gunzipSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { requestOf, resultOf } from '../../graphql/http-event.ts';
import { apiWith } from './harness.ts';

const event = (over: Partial<APIGatewayProxyEventV2>, method = 'POST') =>
  ({
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', authorization: 'Bearer viewer' },
    isBase64Encoded: false,
    requestContext: { requestId: 'r1', http: { method } },
    ...over,
  }) as APIGatewayProxyEventV2;

const page = gzipSync('<html>GraphiQL</html>');
const api = apiWith({ graphiql: async () => page });
const send = async (given: APIGatewayProxyEventV2, to = api) => {
  const { url, init } = requestOf(given);
  return resultOf(await to.fetch(url, init));
};

describe('an event of the HTTP API', () => {
  const body = JSON.stringify({ query: '{ departments { id name(language: "de-AT") } }' });
  it.each([
    ['text', event({ body })],
    ['base64', event({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true })],
    ['a query string', event({ rawQueryString: 'query=%7Bdepartments%7Bid%20name(language%3A%22de%22)%7D%7D' }, 'GET')],
  ])('is answered when it comes as %s', async (_name, given) => {
    const result = await send(given);
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(JSON.parse(result.body ?? '').data.departments).toContainEqual({ id: 'sales', name: 'Vertrieb' });
  });
});

describe('GraphiQL', () => {
  const browser = event({ headers: { accept: 'text/html,application/xhtml+xml' } }, 'GET');
  it('is the page that a browser gets, compressed and cached, without a token', async () => {
    const result = await send(browser);
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    expect(result.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=3600' });
    expect(gunzipSync(Buffer.from(result.body ?? '', 'base64')).toString()).toBe('<html>GraphiQL</html>');
  });

  it('is not there where it is not enabled', async () => {
    expect(await send(browser, apiWith())).toMatchObject({ statusCode: 404 });
  });
});
