import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSchedules } from '../../local/scheduler.ts';
import { type Stack, startStack } from '../stack.ts';

const assembly = join(import.meta.dirname, 'host-fixture');
const scratch = mkdtempSync(join(tmpdir(), 'polylog-schedule-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const client = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

describe('the local timer', () => {
  const schedule = { name: 'S', functionName: 'f', minutes: 1, event: { a: 1 } };
  const answered = { kind: 'answer', result: null } as const;

  it('invokes at once, then at the rate, and no more once it is ended', async () => {
    const events: unknown[] = [];
    const invoke = async (event: unknown) => {
      events.push(event);
      return answered;
    };
    const end = startSchedules([schedule], new Map([['f', { invoke }]]), 10);
    expect(events).toEqual([{ a: 1 }]);
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(3));
    end();
    const ended = events.length;
    await new Promise((done) => setTimeout(done, 40));
    expect(events).toHaveLength(ended);
  });

  it('leaves out what would begin while the run before goes on', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const invoke = async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 35));
      running -= 1;
      runs += 1;
      return answered;
    };
    const end = startSchedules([schedule], new Map([['f', { invoke }]]), 10);
    await vi.waitFor(() => expect(runs).toBeGreaterThan(1));
    end();
    expect(most).toBe(1);
  });

  it('goes on after a run that failed, and says so', async () => {
    const problems: string[] = [];
    const invoke = async () => ({ kind: 'error', message: 'f ended: 3' }) as const;
    const end = startSchedules([schedule], new Map([['f', { invoke }]]), 10, (problem) => problems.push(problem));
    await vi.waitFor(() => expect(problems.length).toBeGreaterThan(1));
    end();
    expect(problems[0]).toBe('S: f ended: 3');
  });
});

describe('a template with a rate the local timer does not know', () => {
  it.each([
    ['cron', { ScheduleExpression: 'cron(0 12 * * ? *)' }, 'rate(…) only, not cron(0 12 * * ? *)'],
    ['a flexible window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } }, 'flexible windows'],
  ])('is refused by name: %s', async (name, changed, message) => {
    const copy = join(scratch, name.replaceAll(' ', '-'));
    cpSync(assembly, copy, { recursive: true });
    const file = join(copy, 'stateless.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    Object.assign(template.Resources.Daily.Properties, changed);
    writeFileSync(file, JSON.stringify(template));
    const start = startStack({ assembly: copy });
    await expect(start).rejects.toThrow('AWS::Scheduler::Schedule Daily: ');
    await expect(start).rejects.toThrow(message);
  });
});

describe('a hosted template', () => {
  let stack: Stack;
  const dataDir = join(scratch, 'data');
  beforeAll(async () => {
    stack = await startStack({ assembly, dataDir });
  });
  afterAll(() => stack.stop());

  it('is run by its schedule', async () => {
    const { endpoints, tables } = stack.host();
    const dynamo = new DynamoDBClient({ ...client, endpoint: endpoints.dynamodb });
    const Key = { pk: { S: 'by the clock' }, sk: { S: 'folded' } };
    const folded = () => dynamo.send(new GetItemCommand({ TableName: tables.ledger ?? '', Key }));
    await vi.waitFor(async () => expect((await folded()).Item).toBeDefined(), 10_000);
  });

  describe('answers Invoke', () => {
    const invoke = async (name: string, payload: object, type?: 'Event') => {
      const lambda = new LambdaClient({ ...client, endpoint: stack.host().endpoints.lambda, maxAttempts: 1 });
      const FunctionName = stack.host().functions[name] ?? name;
      const Payload = JSON.stringify(payload);
      const {
        StatusCode,
        FunctionError,
        Payload: answer,
      } = await lambda.send(new InvokeCommand({ FunctionName, Payload, ...(type && { InvocationType: type }) }));
      const text = Buffer.from(answer ?? []).toString();
      return { StatusCode, FunctionError, answer: text === '' ? undefined : JSON.parse(text) };
    };

    it('with what the function answers', async () => {
      const { StatusCode, FunctionError, answer } = await invoke('web', { some: 'ünïcode 😀' });
      expect([StatusCode, FunctionError, JSON.parse(answer.body)]).toEqual([200, undefined, { some: 'ünïcode 😀' }]);
    });

    it('with the error of a function that throws', async () => {
      expect(await invoke('web', { fail: 'on purpose' })).toEqual({
        StatusCode: 200,
        FunctionError: 'Unhandled',
        answer: { errorType: 'Error', errorMessage: 'Error: on purpose' },
      });
    });

    it('before an event is worked on', async () => {
      expect(await invoke('web', {}, 'Event')).toMatchObject({ StatusCode: 202, answer: undefined });
    });

    it('by name and by ARN, and refuses a function that it does not have', async () => {
      const { web } = stack.host().functions;
      const arn = `arn:aws:lambda:eu-central-1:000000000000:function:${web}`;
      expect((await invoke(arn, {})).StatusCode).toBe(200);
      await expect(invoke('absent', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });

    it('not for more than 6 MB', async () => {
      const big = { text: 'x'.repeat(6 * 1024 * 1024) };
      await expect(invoke('web', big)).rejects.toMatchObject({ name: 'RequestTooLargeException' });
    });
  });

  describe('keeps the secrets that functions make', () => {
    const secrets = () => new SecretsManagerClient({ ...client, endpoint: stack.host().endpoints.secretsmanager });
    const read = async (SecretId: string, VersionStage?: string) =>
      (await secrets().send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) })))
        .SecretString;
    const Name = 'fixture/sources/aB3-x_Y';
    const arn = `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${Name}`;

    it('in a file for the owner only, with the version before, over a kill of the host', async () => {
      await expect(read(Name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await secrets().send(new CreateSecretCommand({ Name, SecretString: 'one' }));
      await expect(read(Name, 'AWSPREVIOUS')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await secrets().send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'two' }));
      await stack.kill9();
      expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
      stack = await startStack({ assembly, dataDir });
      expect([await read(Name), await read(arn), await read(Name, 'AWSPREVIOUS')]).toEqual(['two', 'two', 'one']);
    });

    it('and answers as AWS when there is one, when there is none, and for names that are not theirs', async () => {
      const create = (name: string) => secrets().send(new CreateSecretCommand({ Name: name, SecretString: 'x' }));
      await expect(create(Name)).rejects.toMatchObject({ name: 'ResourceExistsException' });
      const put = new PutSecretValueCommand({ SecretId: 'fixture/sources/none', SecretString: 'x' });
      await expect(secrets().send(put)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      for (const foreign of ['fixture/sourcesecret', 'elsewhere/a'])
        await expect(create(foreign)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      const known = await read('Fixture-Stateful-Secret');
      const replace = new PutSecretValueCommand({ SecretId: 'Fixture-Stateful-Secret', SecretString: 'mine' });
      await expect(secrets().send(replace)).rejects.toMatchObject({ name: 'AccessDeniedException' });
      expect(await read('Fixture-Stateful-Secret')).toBe(known);
    });
  });

  it.each([
    [
      'JSON with every kind of white space',
      'application/json',
      Buffer.from('{ "a" :\t1.0,\r\n"b":"\\u00e4ä😀\u2028" }\n'),
    ],
    ['JSON behind a byte order mark', 'application/json', Buffer.from('\ufeff{"a":1}')],
    ['bytes that are not UTF-8 under a type of text', 'text/plain', Buffer.from([0x61, 0xff, 0xfe, 0x62])],
    ['a form', 'application/x-www-form-urlencoded', Buffer.from('payload=%7B%22a%22%3A1%7D&b=+%20')],
    ['random bytes', 'application/octet-stream', randomBytes(70_000)],
    ['a mail', 'message/rfc822', Buffer.from('Subject: =?utf-8?q?=C3=BC?=\r\n\r\nHi\r\n.\r\n', 'latin1')],
  ])('hands over the very bytes of %s', async (_, type, body) => {
    const signature = `sha256=${body.length},v1`;
    const response = await fetch(`${stack.url}/echo/a_b-C`, {
      method: 'POST',
      headers: { 'content-type': type, 'X-Hub-Signature-256': signature },
      body: new Uint8Array(body),
    });
    const event = (await response.json()) as Record<string, unknown> & { headers: Record<string, string> };
    const bytes = Buffer.from(String(event.body), event.isBase64Encoded ? 'base64' : 'utf8');
    expect(bytes.equals(body)).toBe(true);
    expect(event.pathParameters).toEqual({ name: 'a_b-C' });
    expect(event.headers).toMatchObject({ 'x-hub-signature-256': signature, 'content-type': type });
  });

  it('takes 5 MiB of JSON, and refuses with 413 what would not fit an event of Lambda', async () => {
    const send = async (type: string, bytes: number) => {
      const body = new Uint8Array(bytes).fill(0x61);
      const response = await fetch(`${stack.url}/echo/big`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      await response.arrayBuffer();
      return response.status;
    };
    const mebibyte = 1_048_576;
    expect(await send('application/json', 5 * mebibyte)).toBe(200);
    expect(await send('application/octet-stream', 4 * mebibyte)).toBe(200);
    expect(await send('application/octet-stream', 5 * mebibyte)).toBe(413);
    expect(await send('application/json', 6 * mebibyte)).toBe(413);
  });
});
