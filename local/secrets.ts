import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from './aws-error.ts';
import type { Secret } from './topology.ts';

interface Request {
  SecretId?: unknown;
  VersionStage?: unknown;
  Name?: unknown;
  SecretString?: unknown;
  ClientRequestToken?: unknown;
}

/**
 * Secrets Manager over a file of the data folder that only its owner may read: the secrets of the template, each made
 * once, and those that functions create below `prefix`, with the version before the current one. A secret is answered as
 * written only once it is on disk. What has the token of a version that is kept is that version, and stored once.
 */
export function openSecrets(folder: string, secrets: Secret[], prefix: string | undefined) {
  const file = join(folder, 'secrets.json');
  const values: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  // An operator replaces a secret in the file, where on AWS they would do it in Secrets Manager.
  const readAgain = () => existsSync(file) && Object.assign(values, JSON.parse(readFileSync(file, 'utf8')));
  const missing = secrets.filter(({ name }) => values[name] === undefined);
  for (const { name, length } of missing) values[name] = randomText(length);
  if (missing.length > 0) replaceFile(file, values);

  const isSource = (name: string): boolean => prefix !== undefined && name.startsWith(`${prefix}/`);
  const existing = ({ SecretId }: Request): { name: string; value: string } => {
    readAgain();
    const name = nameOf(String(SecretId));
    const value = isSource(name) || secrets.some((secret) => secret.name === name) ? values[name] : undefined;
    if (value === undefined) throw new AwsError('ResourceNotFoundException', `There is no secret ${SecretId}.`);
    return { name, value };
  };
  const write = (name: string, { SecretString, ClientRequestToken: token = randomUUID() }: Request) => {
    if (!isSource(name)) throw new AwsError('AccessDeniedException', `Functions write no secret ${name}.`);
    if (typeof SecretString !== 'string') throw new AwsError('InvalidRequestException', 'SecretString is required.');
    const answer = { ARN: name, Name: name, VersionId: String(token) };
    const kept = [name, previous(name)].find((key) => values[versionOf(key)] === token);
    if (kept !== undefined) {
      if (values[kept] === SecretString) return answer;
      throw new AwsError('ResourceExistsException', `There is another value of ${name} with this token.`);
    }
    const { [name]: before, [versionOf(name)]: version } = values;
    const written = {
      [name]: SecretString,
      [versionOf(name)]: answer.VersionId,
      ...(before !== undefined && { [previous(name)]: before, [versionOf(previous(name))]: version ?? '' }),
    };
    replaceFile(file, { ...values, ...written });
    Object.assign(values, written);
    return answer;
  };

  return {
    async getSecretValue(request: Request) {
      const { name, value } = existing(request);
      const stage = String(request.VersionStage ?? 'AWSCURRENT');
      const SecretString = stage === 'AWSPREVIOUS' ? values[previous(name)] : value;
      if (SecretString === undefined) {
        throw new AwsError('ResourceNotFoundException', `${request.SecretId} has no version ${stage}.`);
      }
      return { ARN: String(request.SecretId), Name: name, SecretString, VersionStages: [stage] };
    },
    async createSecret(request: Request) {
      const name = String(request.Name);
      if (name in values && values[versionOf(name)] !== request.ClientRequestToken) {
        throw new AwsError('ResourceExistsException', `There is a secret ${name} already.`);
      }
      return write(name, request);
    },
    putSecretValue: async (request: Request) => write(existing(request).name, request),
  };
}

/** Where the file has the version before: `@` may stand in names, but ours have none. */
const previous = (name: string): string => `${name}@AWSPREVIOUS`;

/** Where the file has the token that a value was stored with. */
const versionOf = (key: string): string => `${key}@VersionId`;

/** Of an ARN the name, which may have slashes in it. */
const nameOf = (id: string): string => id.replace(/^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:/, '');

/** Replaced in one step and on disk before anybody is answered: a crash leaves the old or the new one. */
function replaceFile(file: string, values: Record<string, string>): void {
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  writeFileSync(handle, JSON.stringify(values, null, 2));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/** Letters and digits only: a template may exclude punctuation. */
const randomText = (length: number): string =>
  randomBytes(4 * length)
    .toString('base64')
    .replace(/[+/=]/g, '')
    .slice(0, length);
