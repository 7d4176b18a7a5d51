import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { contractDocuments } from './documents.ts';

/**
 * `node functions/ingest/contract/print-contracts.ts` writes the documents for outsiders: OpenAPI, AsyncAPI, JSON Schemas
 * and the types of the client; with `--check` it exits 1 when one is not current.
 */
const root = new URL('../../../', import.meta.url);
const read = (file: URL): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

mkdirSync(new URL('docs/schemas/', root), { recursive: true });
for (const [name, current] of Object.entries(await contractDocuments())) {
  const file = new URL(name, root);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, current);
  } else if (read(file) !== current) {
    console.error(`${name} is not current: run \`node functions/ingest/contract/print-contracts.ts\`.`);
    process.exitCode = 1;
  }
}
