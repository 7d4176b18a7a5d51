import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it, vi } from 'vitest';
import { sharedStack } from '../stack.ts';

const { url, host, token, dataDir } = sharedStack();
const source = 'urn:watch:silent';

async function ask(query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token('engineer')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

it('the watch tells of a source that is silent, in its metrics and in their sum', async () => {
  const input = { id: source, adapter: 'standard-webhooks', channel: 'crm', department: 'sales', cadence: 'PT1H' };
  const connected = ask('mutation ($input: ConnectSourceInput!) { connectSource(input: $input) { id } }', { input });
  expect(await connected).toEqual({ data: { connectSource: { id: source } } });
  await fetch(`${url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: 'last',
      source,
      type: 'polylog.message.v1',
      time: '2026-11-01T10:00:00Z',
      data: { channel: 'crm', department: 'sales', actor: { id: 'crm:1', kind: 'employee' } },
    }),
  });
  await vi.waitFor(async () => {
    const found = await ask('query ($id: ID!) { source(id: $id) { lastInteractionAt } }', { id: source });
    expect(found).toEqual({ data: { source: { lastInteractionAt: '2026-11-01T10:00:00.000Z' } } });
  }, 15_000);

  const { endpoints, functions } = host();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ endpoint: endpoints.lambda, region: 'eu-central-1', credentials });
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: functions.watch }));
  expect(JSON.parse(Buffer.from(Payload ?? []).toString()).silent).toBeGreaterThan(0);

  const logs = join(dataDir, 'logs');
  const file = readdirSync(logs).find((name) => name.startsWith('Watch')) ?? '';
  const lines = readFileSync(join(logs, file), 'utf8').trim().split('\n');
  const written = lines.map((line) => JSON.parse(line));
  expect(written.filter(({ Source }) => Source === source).at(-1)).toMatchObject({ Silent: 1 });
  expect(written.filter(({ SilentSources }) => SilentSources !== undefined).at(-1).SilentSources).toBeGreaterThan(0);
});
