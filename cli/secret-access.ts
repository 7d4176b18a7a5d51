import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { dataFolder } from './host-file.ts';

/** A secret that an operator may read and replace, which no function may. */
export interface SecretHolder {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** A secret of Secrets Manager, in the account and region of the environment. */
export function secretOnAws(secretId: string): SecretHolder {
  const client = new SecretsManagerClient();
  return {
    async read() {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      if (SecretString === undefined) throw new Error(`${secretId} has no string value.`);
      return SecretString;
    },
    async write(SecretString) {
      await client.send(
        new PutSecretValueCommand({ SecretId: secretId, SecretString, ClientRequestToken: randomUUID() }),
      );
    },
  };
}

const valuesSchema = z.record(z.string(), z.string());
const hostSchema = z.object({ secretId: z.string().min(1) });

/** The pseudonym secret of the local host, in its data folder: the host reads the file whenever a function asks. */
export function secretOfLocalHost(): SecretHolder {
  const file = join(dataFolder(), 'secrets.json');
  const { secretId } = hostSchema.parse(JSON.parse(readFileSync(join(dataFolder(), 'host.json'), 'utf8')));
  // The host names the ARN, as functions are told it; the file goes by the name at its end.
  const name = secretId.replace(/^arn:.*:secret:/, '');
  const values = () => valuesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    async read() {
      const text = values()[name];
      if (text === undefined) throw new Error(`${file} has no secret ${name}.`);
      return text;
    },
    async write(text) {
      // Replaced in one step: a reader finds the old file or the new one.
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, JSON.stringify({ ...values(), [name]: text }, null, 2), { mode: 0o600 });
      renameSync(draft, file);
    },
  };
}
