import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { schema } from './schema.ts';

/**
 * `node graphql/persist-documents.ts` checks `persisted/*.graphql` against the schema and writes `persisted.json`, each
 * document under the SHA-256 of its text; with `--check` it exits 1 when the file is not current.
 */
const folder = new URL('persisted/', import.meta.url);
const file = new URL('persisted.json', import.meta.url);

const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const problems = validate(schema, parse(text));
    if (problems.length > 0) throw new Error(`persisted/${name}: ${problems.join('; ')}`);
    return [createHash('sha256').update(text).digest('hex'), text];
  });
const current = `${JSON.stringify(Object.fromEntries(documents), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, current);
} else if (readFileSync(file, 'utf8') !== current) {
  console.error('graphql/persisted.json is not current: run `node graphql/persist-documents.ts`.');
  process.exitCode = 1;
}
