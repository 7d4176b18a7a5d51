import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addressOfLocalHost } from '../../cli/host-file.ts';
import { secretOfLocalHost } from '../../cli/secret-access.ts';
import { openSecrets } from '../../local/secrets.ts';

const name = 'Polylog-local-Stateful-Pseudonyms1A2B';
const secretId = `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${name}`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polylog-local-'));
  vi.stubEnv('POLYLOG_DATA', folder);
  vi.stubEnv('PORT', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
const hosted = () =>
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ url: 'http://127.0.0.1:5391', secretId }));

test('the command line reads and replaces the secret that functions are given', async () => {
  const secrets = openSecrets(folder, [{ name, length: 40 }], undefined);
  hosted();
  const given = async () => (await secrets.getSecretValue({ SecretId: secretId })).SecretString;
  expect(await secretOfLocalHost().read()).toBe(await given());
  await secretOfLocalHost().write('another');
  expect(await given()).toBe('another');
  expect(Object.keys(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')))).toEqual([name]);
});

test('the local host is asked where it answers', () => {
  expect(addressOfLocalHost()).toBe('http://127.0.0.1:4000');
  hosted();
  expect(addressOfLocalHost()).toBe('http://127.0.0.1:5391');
  vi.stubEnv('PORT', '4100');
  expect(addressOfLocalHost()).toBe('http://127.0.0.1:4100');
});
