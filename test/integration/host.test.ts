import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const assembly = join(import.meta.dirname, 'host-fixture');
const scratch = mkdtempSync(join(tmpdir(), 'polylog-host-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const entry = (detail: object, more: object = {}) => ({
  Source: 'fixture',
  DetailType: 'fixture.x',
  EventBusName: 'fixture',
  Detail: JSON.stringify(detail),
  ...more,
});
const act = (stack: Stack, body: string) => fetch(`${stack.url}/do`, { method: 'POST', body });
async function publish(stack: Stack, Entries: object[]) {
  const response = await fetch(`${stack.url}/publish`, { method: 'POST', body: JSON.stringify({ Entries }) });
  return (await response.json()) as { FailedEntryCount: number; Entries: { EventId?: string; ErrorCode?: string }[] };
}
async function ledger(stack: Stack): Promise<Record<string, string>[]> {
  const { endpoints, tables } = stack.host();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamo = new DynamoDBClient({ endpoint: endpoints.dynamodb, region: 'eu-central-1', credentials });
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: tables.ledger }));
  return Items.map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, String(value.S ?? value.N)])),
  );
}
const status = async (stack: Stack) =>
  (await (await fetch(stack.host().endpoints.status)).json()) as {
    queues: Record<string, { visible: number; inFlight: number }>;
  };
/** Polls until the value is truthy; the last one is returned either way and left to an assertion. */
async function eventually<T>(read: () => T | Promise<T>, seconds = 15): Promise<T> {
  for (const until = Date.now() + seconds * 1000; ; await sleep(50)) {
    const value = await Promise.resolve()
      .then(read)
      .catch((error: Error) => error as T);
    if ((value && !(value instanceof Error)) || Date.now() > until) return value;
  }
}
const folded = async (stack: Stack, prefix: string) =>
  (await ledger(stack)).filter(({ pk = '', sk }) => pk.startsWith(prefix) && sk === 'folded');
const kill = (pid: number | undefined) => {
  try {
    if (pid) process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
};
const isGone = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] === 'Z';
  } catch {
    return true;
  }
};

describe('a hosted template', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ assembly });
  });
  afterAll(() => stack.stop());

  it('turns a request into an API Gateway event and routes it by the template', async () => {
    const response = await fetch(`${stack.url}/echo/a%20b?x=1&x=2`, {
      method: 'POST',
      body: '{"ä":1}',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2' },
    });
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /echo/{name}',
      rawPath: '/echo/a%20b',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { name: 'a b' },
      cookies: ['a=1', 'b=2'],
      body: '{"ä":1}',
      isBase64Encoded: false,
    });
    expect((await fetch(`${stack.url}/nowhere`)).status).toBe(404);
  });

  it('carries binary bodies both ways', async () => {
    const bytes = new Uint8Array([0, 200, 255]);
    const sent = await fetch(`${stack.url}/echo/x`, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/gzip' },
    });
    expect(await sent.json()).toMatchObject({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });
    const received = await act(stack, 'binary');
    expect(received.status).toBe(201);
    expect(received.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await received.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it('refuses a body over 10 MB with 413', async () => {
    const response = await fetch(`${stack.url}/echo/x`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  it('gives a function the resolved environment and the endpoints, and nothing of the host', async () => {
    const environment = (await (await act(stack, 'environment')).json()) as Record<string, string>;
    expect(environment).toMatchObject({
      BUS_NAME: 'fixture',
      LEDGER_TABLE: 'Fixture-Stateful-LedgerTable',
      OIDC_JWKS_URI: `${stack.url}/.well-known/jwks.json`,
      POUR_URL: `${stack.url}/pour`,
      AWS_ENDPOINT_URL_DYNAMODB: stack.host().endpoints.dynamodb,
    });
    expect(environment.POLYLOG_DATA).toBeUndefined();
  });

  it('answers 500 for a throwing or crashing function, 503 for one that takes too long, and goes on', async () => {
    expect((await act(stack, 'throw')).status).toBe(500);
    expect((await act(stack, 'crash')).status).toBe(500);
    expect(await (await act(stack, 'nothing')).text()).toBe('ok');
    expect((await act(stack, 'sleep')).status).toBe(503);
    expect(await (await act(stack, 'nothing')).text()).toBe('ok');
  });

  it('keeps secrets and the signing key readable for the owner only', async () => {
    const secret = (await (await act(stack, 'secret')).json()) as { SecretString: string };
    expect(secret.SecretString).toMatch(/^[A-Za-z0-9]{64}$/);
    for (const file of ['secrets.json', 'issuer.json']) {
      expect(statSync(join(stack.dataDir, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('issues tokens that its public keys verify', async () => {
    const token = await stack.token('member', ['service']);
    const keys = createRemoteJWKSet(new URL(`${stack.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { issuer: 'https://polylog.local', audience: 'polylog' });
    expect(payload).toMatchObject({ roles: ['member'], departments: ['service'] });
    const published = JSON.stringify(await (await fetch(`${stack.url}/.well-known/jwks.json`)).json());
    expect(published).not.toContain('"d"');
  });

  it('delivers matching entries only, and says which entry it did not take', async () => {
    const big = entry({ id: 'p-big', text: 'x'.repeat(200_000) });
    const answer = await publish(stack, [
      entry({ id: 'p-1', word: 'emoji 😀' }),
      entry({ id: 'p-2' }, { DetailType: 'other.x' }),
      entry({ id: 'p-3' }, { EventBusName: 'absent' }),
      { ...entry({}), Detail: 'no json' },
      big,
      big,
    ]);
    expect(answer.FailedEntryCount).toBe(2);
    expect(answer.Entries.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      undefined,
      'ResourceNotFoundException',
      'MalformedDetail',
      undefined,
      undefined,
    ]);
    const items = await eventually(async () => {
      const found = await folded(stack, 'p-');
      return found.length >= 2 && found;
    });
    expect((items || []).map(({ pk }) => pk).sort()).toEqual(['p-1', 'p-big']);
  });

  it('refuses a request of more than 10 entries or 1 MiB as a whole', async () => {
    const many = Array.from({ length: 11 }, () => entry({ id: 'never' }));
    const large = Array.from({ length: 6 }, () => entry({ id: 'never', text: 'x'.repeat(200_000) }));
    for (const Entries of [many, large]) {
      const response = await fetch(`${stack.url}/publish`, { method: 'POST', body: JSON.stringify({ Entries }) });
      expect(response.status).toBe(500);
    }
    expect(await folded(stack, 'never')).toEqual([]);
  });

  it('gathers a trickle into one batch and folds it within about the window', async () => {
    const sent = Date.now();
    for (let index = 0; index < 5; index += 1) await publish(stack, [entry({ id: `w-${index}` })]);
    const items = await eventually(async () => {
      const found = await folded(stack, 'w-');
      return found.length === 5 && found;
    });
    expect((items || []).map(({ batch }) => batch)).toEqual(['5', '5', '5', '5', '5']);
    expect(Math.max(...(items || []).map(({ at }) => Number(at))) - sent).toBeLessThan(2000);
  });

  it('brings back only the failed message, and after its last try moves it to the dead letters', async () => {
    await publish(stack, [entry({ id: 'f-good' }), entry({ id: 'f-bad', fail: true }), entry({ id: 'f-also' })]);
    const dead = stack.host().deadLetterUrls[0] ?? '';
    const depth = await eventually(async () => (await status(stack)).queues[dead]?.visible);
    expect(depth).toBe(1);
    const keys = (await ledger(stack)).filter(({ pk = '' }) => pk.startsWith('f-')).map(({ pk, sk }) => `${pk} ${sk}`);
    expect(keys.sort()).toEqual(['f-also folded', 'f-bad tried#1', 'f-bad tried#2', 'f-good folded']);
    expect((await status(stack)).queues[stack.host().queueUrl]).toEqual({ visible: 0, inFlight: 0 });
  });

  it('redelivers the whole batch when the function dies in it', async () => {
    await publish(stack, [entry({ id: 'k-slow', slow: true })]);
    await eventually(async () => (await status(stack)).queues[stack.host().queueUrl]?.inFlight);
    await sleep(1300);
    for (const pid of stack.workerPids('Fold')) kill(pid);
    const items = await eventually(async () => {
      const found = await folded(stack, 'k-');
      return found.length === 1 && found;
    });
    expect(items).toHaveLength(1);
  });

  it('is unavailable while an engine is down, restarts it and has lost nothing', async () => {
    for (const engine of ['queues', 'database']) {
      const pid = stack.host().pids.engines[engine] ?? 0;
      await publish(stack, [entry({ id: `e-${engine}` })]);
      // A restart takes a fraction of a second: killed until the moment between is seen.
      const health = await eventually(async () => {
        kill(stack.host().pids.engines[engine]);
        const response = await fetch(`${stack.url}/health`);
        return response.status === 503 && response.json();
      });
      expect(health).toEqual({ status: 'unavailable', reason: `the ${engine} is down` });
      expect(await eventually(async () => (await fetch(`${stack.url}/health`)).ok)).toBe(true);
      expect(await eventually(async () => stack.host().pids.engines[engine] !== pid)).toBe(true);
    }
    const items = await eventually(async () => {
      const found = await folded(stack, 'e-');
      return found.length === 2 && found;
    }, 30);
    expect(items).toHaveLength(2);
  }, 60_000);

  it('folds all that was answered as accepted while the queue engine was killed', async () => {
    const accepted = new Set<string>();
    const send = async (request: number) => {
      const ids = Array.from({ length: 5 }, (_, index) => `q-${request}-${index}`);
      const answer = await publish(
        stack,
        ids.map((id) => entry({ id })),
      );
      for (const [index, id] of ids.entries()) if (answer.Entries[index]?.EventId) accepted.add(id);
    };
    const sending = Array.from({ length: 8 }, async (_, lane) => {
      for (let request = 0; request < 12; request += 1) await send(lane * 100 + request);
    });
    for (let round = 0; round < 2; round += 1) {
      await sleep(60);
      kill(await eventually(() => stack.host().pids.engines.queues));
      await sleep(600);
    }
    await Promise.all(sending);
    expect(accepted.size).toBeGreaterThan(100);
    const missing = await eventually(async () => {
      const found = new Set((await folded(stack, 'q-')).map(({ pk }) => pk));
      const left = [...accepted].filter((id) => !found.has(id));
      return left.length === 0 && 'none';
    }, 20);
    expect(missing).toBe('none');
  }, 60_000);

  it('refuses a second host on the same data or port', async () => {
    await expect(startStack({ assembly, dataDir: stack.dataDir })).rejects.toThrow(
      `Another host (process ${stack.hostPid}) is using`,
    );
    await expect(startStack({ assembly, port: Number(new URL(stack.url).port) })).rejects.toThrow('is in use');
    expect((await fetch(`${stack.url}/health`)).ok).toBe(true);
  });

  it('uses an engine that a standard endpoint variable names', async () => {
    const { dynamodb } = stack.host().endpoints;
    const guest = await startStack({ assembly, environment: { AWS_ENDPOINT_URL_DYNAMODB: dynamodb } });
    try {
      expect(guest.host().endpoints.dynamodb).toBe(dynamodb);
      expect(Object.keys(guest.host().pids.engines)).toEqual(['queues']);
      await publish(guest, [entry({ id: 'x-guest' })]);
      expect(await eventually(async () => (await folded(stack, 'x-')).length)).toBe(1);
    } finally {
      await guest.stop();
    }
  });
});

describe('a host that is killed', () => {
  it('leaves no process behind, and the next one folds everything that was accepted', async () => {
    const dataDir = join(scratch, 'killed');
    const first = await startStack({ assembly, dataDir });
    const requests = Array.from({ length: 30 }, (_, request) =>
      Array.from({ length: 10 }, (_, index) =>
        entry({ id: `s-${request}-${index}`, slow: request < 4 && index === 0 }),
      ),
    );
    const accepted = await Promise.all(requests.map((entries) => publish(first, entries)));
    expect(accepted.every(({ FailedEntryCount }) => FailedEntryCount === 0)).toBe(true);
    const { engines, workers } = first.host().pids;
    await first.kill9();
    const children = [...Object.values(engines), ...Object.values(workers).flat()];
    expect(children).toHaveLength(6);
    expect(await eventually(() => children.every(isGone), 5)).toBe(true);

    const second = await startStack({ assembly, dataDir });
    try {
      const items = await eventually(async () => {
        const found = await folded(second, 's-');
        return found.length === 300 && found;
      }, 60);
      expect(items).toHaveLength(300);
      const token = await first.token('viewer');
      const keys = createRemoteJWKSet(new URL(`${second.url}/.well-known/jwks.json`));
      await expect(jwtVerify(token, keys)).resolves.toBeDefined();
    } finally {
      await second.stop();
    }
  }, 120_000);
});

describe('a template that cannot be hosted as it is', () => {
  const variant = (name: string, change: (template: { Resources: Record<string, { Properties: object }> }) => void) => {
    const copy = join(scratch, name);
    cpSync(assembly, copy, { recursive: true });
    const file = join(copy, 'stateless.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    change(template);
    writeFileSync(file, JSON.stringify(template));
    return startStack({ assembly: copy });
  };

  it('is refused naming an unknown resource type', async () => {
    const start = variant('type', ({ Resources }) => {
      Object.assign(Resources, { Table: { Type: 'AWS::RDS::DBCluster', Properties: {} } });
    });
    await expect(start).rejects.toThrow('AWS::RDS::DBCluster (Fixture-Stateless/Table)');
  });

  it('is refused for a Function URL that answers in one piece', async () => {
    const start = variant('url', ({ Resources }) => {
      Object.assign(Resources.PourUrl?.Properties ?? {}, { InvokeMode: 'BUFFERED' });
    });
    await expect(start).rejects.toThrow('AWS::Lambda::Url PourUrl: ');
  });

  it('is refused naming an unknown pattern operator', async () => {
    const start = variant('operator', ({ Resources }) => {
      Object.assign(Resources.Rule?.Properties ?? {}, { EventPattern: { source: [{ cidr: '10.0.0.0/8' }] } });
    });
    await expect(start).rejects.toThrow('AWS::Events::Rule Fixture-Stateless-Rule: ');
    await expect(start).rejects.toThrow('"cidr"');
  });
});

describe('the data folder', () => {
  it('is not taken over, nor deleted by --fresh, when it holds something else', async () => {
    const dataDir = join(scratch, 'foreign');
    cpSync(assembly, dataDir, { recursive: true });
    await expect(startStack({ assembly, dataDir })).rejects.toThrow('holds something else');
    expect(statSync(join(dataDir, 'manifest.json')).isFile()).toBe(true);
  });
});
