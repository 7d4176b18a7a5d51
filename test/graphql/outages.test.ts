import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../graphql/context.ts';
import { createApi } from '../../graphql/yoga.ts';
import { loadOrganisation } from '../../shared/store/organisation.ts';
import { fakeDeps } from './harness.ts';

const report = 'report(input: { metrics: [POSTS], range: { from: "2026-03-01", to: "2026-03-31" } }) { asOf }';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

const named = (name: string, over: object = {}) => Object.assign(new Error('of table Secret-1A2B'), { name }, over);
const failing = (error: Error) => () => Promise.reject(error);
const throttlingReasons = { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] };

async function ask(over: Partial<ApiDeps>, query: string) {
  const logged: Parameters<ApiDeps['log']>[0][] = [];
  const api = createApi(fakeDeps({ ...over, log: (entry) => logged.push(entry) }));
  const response = await api.fetch(
    'http://graphql/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer admin' },
      body: JSON.stringify({ query }),
    },
    { requestId: 'r-1' },
  );
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: { extensions: object }[] };
  const failures = logged.filter(({ level }) => level === 'error');
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text, data, errors, failures };
}

const unavailable = { code: 'UNAVAILABLE', details: { retryAfter: 2 }, requestId: 'r-1' };

describe('an engine that does not answer', () => {
  it.each<[string, Error, string]>([
    ['times out', named('TimeoutError'), 'TimeoutError'],
    ['has too much to do', named('ThrottlingException'), 'ThrottlingException'],
    [
      'has a partition with too much to do',
      named('TransactionCanceledException', throttlingReasons),
      'ThrottlingError',
    ],
    ['fails by itself', named('InternalServiceError', { $fault: 'server' }), 'InternalServiceError'],
    ['cannot be reached', named('Error', { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ])('and %s is said so, with when to ask again, and logged once by its name', async (_how, error, name) => {
    const answer = await ask({ report: failing(error) }, `{ a: ${report} b: ${report} }`);
    expect(answer).toMatchObject({ status: 503, retryAfter: '2' });
    expect(answer.errors?.map(({ extensions }) => extensions)).toContainEqual(unavailable);
    expect(answer.text).not.toContain('Secret-1A2B');
    expect(answer.failures).toEqual([
      { level: 'error', message: 'no answer', fields: { requestId: 'r-1', error: name } },
    ]);
  });

  it.each<[string, Partial<ApiDeps>]>([
    ['the organisation', { loadOrganisation: failing(named('ThrottlingException')) }],
    ['who asks', { verifyToken: failing(named('TimeoutError')) }],
  ])('is said so before the document is looked at: %s', async (_what, over) => {
    const answer = await ask(over, '{ channels { id } }');
    expect(answer).toMatchObject({ status: 503, retryAfter: '2', errors: [{ extensions: unavailable }] });
    expect(answer.failures).toHaveLength(1);
  });

  it('leaves what could be told, with the error beside it', async () => {
    const over = { listSources: failing(named('ThrottlingException')) };
    const answer = await ask(
      over,
      '{ department(id: "service") { id } a: source(id: "x") { id } b: source(id: "y") { id } }',
    );
    expect(answer).toMatchObject({ status: 200, retryAfter: null, data: { a: null, b: null } });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([unavailable, unavailable]);
    expect(answer.failures).toHaveLength(1);
  });

  it('is not blamed for what is wrong with a request to it', async () => {
    const error = named('ValidationException', { $fault: 'client' });
    const answer = await ask({ report: failing(error) }, `{ ${report} }`);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(answer.failures).toMatchObject([{ message: 'request failed', error }]);
  });
});

describe('a client of an engine', () => {
  const organisationOf = (endpoint: string) => {
    const requestHandler = { connectionTimeout: 500, requestTimeout: 100, throwOnRequestTimeout: true };
    const client = new DynamoDBClient({
      endpoint,
      region: 'eu-central-1',
      credentials,
      maxAttempts: 1,
      requestHandler,
    });
    return { loadOrganisation: () => loadOrganisation(client, 'Registry', Date.now) };
  };

  it('that hears nothing, and one that is refused, say so in words that are known', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await ask(organisationOf(endpoint), '{ channels { id } }')).toMatchObject({ status: 503 });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect(await ask(organisationOf(endpoint), '{ channels { id } }')).toMatchObject({ status: 503 });
  });
});
