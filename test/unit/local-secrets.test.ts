import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets } from '../../local/secrets.ts';

const prefix = 'polylog/local/sources';
const Name = `${prefix}/aHookOfTwentyTwoLetter`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polylog-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openSecrets(folder, [], prefix);
const values = async () => {
  const secrets = open();
  const read = async (VersionStage: string) =>
    (await secrets.getSecretValue({ SecretId: Name, VersionStage })).SecretString;
  return [await read('AWSCURRENT'), await read('AWSPREVIOUS')];
};
const put = (SecretString: string, ClientRequestToken: string) =>
  open().putSecretValue({ SecretId: Name, SecretString, ClientRequestToken });

test('the local host stores what has the token of a version once, as Secrets Manager does', async () => {
  await open().createSecret({ Name, SecretString: 'one', ClientRequestToken: 'token-1' });
  await open().createSecret({ Name, SecretString: 'one', ClientRequestToken: 'token-1' });
  await put('two', 'token-2');
  await put('two', 'token-2');
  expect(await values()).toEqual(['two', 'one']);
  await put('one', 'token-1');
  expect(await values()).toEqual(['two', 'one']);
  await put('one', 'token-3');
  expect(await values()).toEqual(['one', 'two']);
});

test('the local host refuses another value with the token of a version, and a second creation', async () => {
  await open().createSecret({ Name, SecretString: 'one', ClientRequestToken: 'token-1' });
  const exists = { name: 'ResourceExistsException' };
  await expect(put('two', 'token-1')).rejects.toMatchObject(exists);
  const again = { Name, SecretString: 'two', ClientRequestToken: 'token-2' };
  await expect(open().createSecret(again)).rejects.toMatchObject(exists);
});
