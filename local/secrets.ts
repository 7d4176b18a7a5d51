import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameFromArn } from './template.ts';
import type { Secret } from './topology.ts';

/** Makes each secret of the template once, in a file that only its owner may read; answers GetSecretValue by name or ARN. */
export function openSecrets(
  folder: string,
  secrets: Secret[],
): (id: string) => { name: string; value: string } | undefined {
  const file = join(folder, 'secrets.json');
  const values: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = secrets.filter(({ name }) => values[name] === undefined);
  for (const { name, length } of missing) values[name] = randomText(length);
  if (missing.length > 0) writeFileSync(file, JSON.stringify(values, null, 2), { mode: 0o600 });
  return (id) => {
    const name = nameFromArn(id);
    const value = secrets.some((secret) => secret.name === name) ? values[name] : undefined;
    return value === undefined ? undefined : { name, value };
  };
}

/** Letters and digits only: a template may exclude punctuation. */
const randomText = (length: number): string =>
  randomBytes(4 * length)
    .toString('base64')
    .replace(/[+/=]/g, '')
    .slice(0, length);
