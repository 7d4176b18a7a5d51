import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { alertPatterns } from '../../functions/ingest/contract/asyncapi-alerts.ts';
import type { AlertDetail } from '../../shared/alert-detail.ts';
import { type Stack, sharedStack, startStack } from '../stack.ts';
import { validatorOf } from '../unit/contract/validator.ts';

const scratch = mkdtempSync(join(tmpdir(), 'polylog-alerts-'));
const client = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
let stack: Stack;
let queue = '';
const events: { 'detail-type': string; detail: AlertDetail }[] = [];

/** The assembly of the application with the rule and queue of a subscriber to alerts. */
function withSubscriber(assembly: string): string {
  const copy = join(scratch, 'assembly');
  mkdirSync(copy);
  const file = readdirSync(assembly).find((name) => name.endsWith('Stateless.template.json')) ?? '';
  for (const name of readdirSync(assembly)) if (name !== file) symlinkSync(join(assembly, name), join(copy, name));
  const template = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
  const [bus] = Object.entries<{ Type: string }>(template.Resources).find(
    ([, { Type }]) => Type === 'AWS::Events::EventBus',
  ) ?? [''];
  Object.assign(template.Resources, {
    TeamQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
    TeamRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: bus },
        EventPattern: alertPatterns.all,
        Targets: [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['TeamQueue', 'Arn'] } }],
      },
    },
  });
  writeFileSync(join(copy, file), JSON.stringify(template));
  return copy;
}

beforeAll(async () => {
  stack = await startStack({ assembly: withSubscriber(sharedStack().host().assembly) });
  const sqs = new SQSClient({ ...client, endpoint: stack.host().endpoints.sqs });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  queue = QueueUrls.find((url) => url.includes('TeamQueue')) ?? '';
});
afterAll(async () => {
  await stack.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function ask(query: string, variables: object = {}, role = 'executive'): Promise<Record<string, unknown>> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.token(role)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

async function send(type: string, id: string, time: number, data: object, source = 'urn:alerts:desk'): Promise<void> {
  const response = await fetch(`${stack.url}/v1/interactions`, {
    method: 'POST',
    headers: { authorization: 'Bearer local', 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      ...{ specversion: '1.0', id, source, type: `polylog.${type}.v1` },
      ...{ time: new Date(time).toISOString(), data: { channel: 'phone', department: 'service', ...data } },
    }),
  });
  expect(response.status).toBeLessThan(300);
}

/** Lets the function look, and gives what the subscriber got until now. */
async function look(): Promise<string[]> {
  const { endpoints, functions } = stack.host();
  const lambda = new LambdaClient({ ...client, endpoint: endpoints.lambda });
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: functions.alerts }));
  expect(FunctionError).toBeUndefined();
  const sqs = new SQSClient({ ...client, endpoint: endpoints.sqs });
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }));
  for (const { Body = '' } of Messages) events.push(JSON.parse(Body));
  return events.map(({ detail }) => `${detail.alert} ${detail.change} ${detail.state}`);
}

const set = 'mutation ($input: SetAlertRuleInput!) { setAlertRule(input: $input) { id } }';
const name = { en: 'Nobody is answered', de: 'Niemand bekommt Antwort' };

it('a rule fires, its subscriber is told, it is acknowledged, and it is over when customers are answered', async () => {
  const now = Date.now();
  for (const id of ['one', 'two']) {
    await send('enquiry', id, now - 60_000, { conversation: id, actor: { id: `c:${id}`, kind: 'customer' } });
  }
  const window = { last: 2, unit: 'DAY', complete: false };
  const rule = {
    kind: 'THRESHOLD',
    metric: 'RESPONSE_RATE',
    department: 'service',
    comparison: 'BELOW',
    threshold: 0.5,
  };
  await ask(set, { input: { id: 'answers', name, ...rule, window, minimumN: 2 } });
  await vi.waitFor(async () => expect(await look()).toContain('answers FIRED FIRING'), 20_000);
  const fired = events.find(({ detail }) => detail.change === 'FIRED')?.detail;
  expect(fired).toMatchObject({ value: 0, n: 2, threshold: 0.5, subject: { department: 'service' } });
  expect(fired?.message.de).toMatch(/^Antwortquote, Kundenservice, .*: 0\s%, unter 50\s%\.$/);

  const input = { id: 'answers', note: 'On it.' };
  await ask('mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { state } }', { input });
  await vi.waitFor(async () => expect(await look()).toContain('answers ACKNOWLEDGED ACKNOWLEDGED'), 10_000);

  for (const id of ['one', 'two']) {
    await send('reply', `${id}:reply`, now, { conversation: id, actor: { id: 'agent', kind: 'employee' } });
  }
  await vi.waitFor(async () => expect(await look()).toContain('answers CLEARED OK'), 20_000);

  const { alerts } = await ask('{ alerts { id state value history { change } } }', {}, 'viewer');
  expect(alerts).toEqual([
    {
      ...{ id: 'answers', state: 'OK', value: 1 },
      history: expect.arrayContaining(['CLEARED', 'ACKNOWLEDGED', 'FIRED'].map((change) => ({ change }))),
    },
  ]);
  expect((await look()).filter((told) => told === 'answers FIRED FIRING')).toHaveLength(1);
}, 60_000);

it('a source that is silent fires by its name', async () => {
  const input = { id: 'urn:alerts:shop', adapter: 'standard-webhooks', channel: 'crm', department: 'sales' };
  const connect = 'mutation ($input: ConnectSourceInput!) { connectSource(input: $input) { id } }';
  await ask(connect, { input: { ...input, cadence: 'PT1H' } }, 'engineer');
  const before = Date.now() - 7_200_000;
  const data = { channel: 'crm', department: 'sales', actor: { id: 'crm:1', kind: 'employee' } };
  await send('message', 'last', before, data, input.id);
  await ask(set, { input: { id: 'silence', name, kind: 'MISSING_DATA' } }, 'engineer');
  const alert = 'silence#urn:alerts:shop FIRED FIRING';
  await vi.waitFor(async () => expect(await look()).toContain(alert), { timeout: 20_000, interval: 500 });
  expect(events.at(-1)?.detail).toMatchObject({ reason: 'SILENT', subject: { source: 'urn:alerts:shop' } });
  const { alerts } = await ask('{ alerts(states: [FIRING]) { message subject { source { id } } } }', {}, 'viewer');
  expect(alerts).toEqual([
    {
      subject: { source: { id: 'urn:alerts:shop' } },
      message: expect.stringMatching(/^urn:alerts:shop: data are missing, overdue since /),
    },
  ]);
}, 40_000);

it('what was told is what its schema says', () => {
  const file = new URL('../../docs/schemas/alert-detail.v1.json', import.meta.url);
  const validate = validatorOf(JSON.parse(readFileSync(file, 'utf8')));
  expect(events.length).toBeGreaterThan(3);
  for (const { detail } of events) expect([validate(detail), validate.errors]).toEqual([true, null]);
});
