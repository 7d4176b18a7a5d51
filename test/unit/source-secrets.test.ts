import { randomUUID } from 'node:crypto';
import { ResourceExistsException, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from 'vitest';
import { replaceSourceSecrets } from '../../shared/store/replace-source-secrets.ts';
import { createSourceSecrets } from '../../shared/store/source-secrets.ts';
import { recordingClient } from './ingest-harness.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const hook = 'aHookOfTwentyTwoLetter';
const name = `polylog/test/sources/${hook}`;
const later = (ms: number) => new Date(start + ms).toISOString();
const day = 86_400_000;

const existing = () => new ResourceExistsException({ message: 'there already', $metadata: {} });
const missing = () => new ResourceNotFoundException({ message: 'no such secret', $metadata: {} });

/** Secrets Manager, as far as it is asked here: versions of each secret, the latest first. */
function secretsManager() {
  const versions = new Map<string, string[]>();
  const tokens = new Map<unknown, unknown>();
  const recording = recordingClient(({ name: command, input }) => {
    const id = String(input.SecretId ?? input.Name);
    const held = versions.get(id);
    if (command === 'CreateSecretCommand') {
      if (held !== undefined) throw existing();
      tokens.set(input.ClientRequestToken, input.SecretString);
      return void versions.set(id, [String(input.SecretString)]);
    }
    if (held === undefined) throw missing();
    if (command === 'PutSecretValueCommand') {
      const { ClientRequestToken: token, SecretString } = input;
      if (!tokens.has(token)) held.unshift(String(SecretString));
      else if (tokens.get(token) !== SecretString) throw existing();
      return void tokens.set(token, SecretString);
    }
    const SecretString = held[input.VersionStage === 'AWSPREVIOUS' ? 1 : 0];
    if (SecretString === undefined) throw missing();
    return { SecretString };
  });
  const commands = () => recording.sent.map((call) => call.name.replace('Command', ''));
  return { ...recording, versions, commands };
}

let time = start;
let manager: ReturnType<typeof secretsManager>;
const prefix = 'polylog/test/sources';
const replace = (values: Record<string, string>, previousUntil?: string, version: string = randomUUID()) =>
  replaceSourceSecrets({ client: manager.client, prefix }, hook, { values, version, previousUntil });
const open = () => createSourceSecrets({ client: manager.client, prefix, clock: () => time });
beforeEach(() => {
  time = start;
  manager = secretsManager();
});

describe('the secrets of a source', () => {
  test('are none until some are set, and those that were set after', async () => {
    const secrets = open();
    expect(await secrets.read(hook)).toBeUndefined();
    await replace({ secret: 'one' });
    time += 5_000;
    expect(await secrets.read(hook)).toEqual({ values: { secret: 'one' } });
    expect([...manager.versions.keys()]).toEqual([name]);
  });

  test('are replaced without being read', async () => {
    await replace({ secret: 'one' });
    await replace({ secret: 'two' }, later(day));
    expect(manager.commands()).toEqual(['PutSecretValue', 'CreateSecret', 'PutSecretValue']);
  });

  test('that were replaced hold until the overlap ends, also for one who read them before', async () => {
    const ingest = open();
    await replace({ secret: 'one' });
    await replace({ secret: 'two' }, later(30_000));
    const previous = { values: { secret: 'one' }, until: later(30_000) };
    expect(await ingest.read(hook)).toEqual({ values: { secret: 'two' }, previous });
    time += 29_999;
    expect(await ingest.read(hook)).toEqual({ values: { secret: 'two' }, previous });
    time += 1;
    expect(await ingest.read(hook)).toEqual({ values: { secret: 'two' } });
    expect(await open().read(hook)).toEqual({ values: { secret: 'two' } });
  });

  test('that are stored again as the same version leave those before where they are', async () => {
    const again = randomUUID();
    await replace({ secret: 'one' });
    await replace({ secret: 'two' }, later(day), again);
    await replace({ secret: 'two' }, later(day), again);
    const previous = { values: { secret: 'one' }, until: later(day) };
    expect(await open().read(hook)).toEqual({ values: { secret: 'two' }, previous });
  });

  test('that two set at the same time for the first time are both stored', async () => {
    await Promise.all([replace({ secret: 'one' }), replace({ secret: 'two' })]);
    expect(manager.versions.get(name)?.toSorted()).toEqual([
      JSON.stringify({ values: { secret: 'one' } }),
      JSON.stringify({ values: { secret: 'two' } }),
    ]);
  });

  test('that were replaced without an overlap end at once', async () => {
    await replace({ secret: 'one' }, later(day));
    await replace({ secret: 'two' });
    expect(await open().read(hook)).toEqual({ values: { secret: 'two' } });
  });

  test('the first ones have none before them, whatever the overlap', async () => {
    await replace({ secret: 'one' }, later(day));
    expect(await open().read(hook)).toEqual({ values: { secret: 'one' } });
  });
});

describe('reading', () => {
  test('asks once in a minute, and once for many at the same time', async () => {
    const secrets = open();
    await replace({ secret: 'one' });
    await Promise.all([secrets.read(hook), secrets.read(hook)]);
    time += 59_999;
    await secrets.read(hook);
    expect(manager.commands().filter((command) => command === 'GetSecretValue')).toHaveLength(1);
    time += 1;
    await secrets.read(hook);
    expect(manager.commands().filter((command) => command === 'GetSecretValue')).toHaveLength(2);
  });

  test('again sees a change, at most once in five seconds', async () => {
    const secrets = open();
    await replace({ secret: 'one' });
    await secrets.read(hook);
    await replace({ secret: 'two' });
    time += 4_999;
    expect(await secrets.readAgain(hook)).toEqual({ values: { secret: 'one' } });
    time += 1;
    expect(await secrets.readAgain(hook)).toEqual({ values: { secret: 'two' } });
    expect(await secrets.read(hook)).toEqual({ values: { secret: 'two' } });
  });

  test('that failed is tried again at the next call, and tells nothing of what stands there', async () => {
    const secrets = open();
    manager.versions.set(name, ['{"values":{"secret":7}}']);
    await expect(secrets.read(hook)).rejects.toThrow(
      /^The secret of a source is not of the form that Polylog writes\.$/,
    );
    manager.versions.set(name, ['{"values":{"secret":"one"}}']);
    expect(await secrets.read(hook)).toEqual({ values: { secret: 'one' } });
  });
});
