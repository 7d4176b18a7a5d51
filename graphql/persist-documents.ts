import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { formatDocument, stringifyDocument } from '@urql/core';
import { type DocumentNode, parse, validate } from 'graphql';
import { canaryDocument } from '../shared/canary-document.ts';
import { schema } from './schema.ts';

/**
 * `node graphql/persist-documents.ts` checks the documents of `persisted/*.graphql`, of the canary and of the dashboard's `queries.ts`
 * against the schema and writes `persisted.json`, each under the SHA-256 of its text, and
 * `dashboard/api/operation-ids.json`, by which the dashboard names its own. With `--check` it exits 1 when they are not current.
 */
const folder = new URL('persisted/', import.meta.url);
const dashboard = new URL('../dashboard/', import.meta.url);

const filed = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => ({ name: `persisted/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));
const ofCanary = { name: 'functions/canary', text: canaryDocument };
const ofDashboard = await dashboardDocuments();
const documents = [...filed, ofCanary, ...ofDashboard].map((document) => ({
  ...document,
  hash: sha256(document.text),
}));

for (const { name, text } of documents) {
  const problems = validate(schema, parse(text));
  if (problems.length > 0) throw new Error(`${name}: ${problems.join('; ')}`);
}
keepCurrent(
  new URL('persisted.json', import.meta.url),
  Object.fromEntries(documents.map(({ hash, text }) => [hash, text])),
);
keepCurrent(
  new URL('api/operation-ids.json', dashboard),
  Object.fromEntries(ofDashboard.map(({ name, text }) => [name, sha256(text)])),
);

/** The documents that the dashboard exports, by the names of their operations, with `__typename` as its cache asks for it. */
async function dashboardDocuments(): Promise<{ name: string; text: string }[]> {
  const files = readdirSync(dashboard, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)(queries|mutations)\.ts$/.test(path),
  );
  const modules: Record<string, DocumentNode>[] = await Promise.all(
    files.sort().map((path) => import(new URL(path, dashboard).href)),
  );
  const named = modules
    .flatMap((module) => Object.values(module))
    .map((document) => {
      const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
      return { name: operation?.name?.value ?? '', text: stringifyDocument(formatDocument(document) as DocumentNode) };
    });
  // A fragment of its own has no operation: it is within the documents that spread it.
  const operations = named.filter(({ name }) => name !== '').sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = operations.find(({ name }, index) => operations[index + 1]?.name === name);
  if (twice) throw new Error(`dashboard/: two documents have the name ${twice.name}`);
  return operations;
}

function keepCurrent(file: URL, content: Record<string, string>): void {
  const entries = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  const current = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, current);
  } else if (readFileSync(file, 'utf8') !== current) {
    console.error(`${file.pathname.split('/').slice(-3).join('/')} is not current: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
