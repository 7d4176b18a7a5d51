import { readFileSync, writeFileSync } from 'node:fs';
import { catalogue } from '../shared/metrics/catalogue.ts';
import { apiPage } from './docs/api-page.ts';
import { metricsPage } from './docs/metrics-page.ts';
import { schema } from './schema.ts';

/** `node graphql/print-docs.ts` writes the generated pages of `docs/`; with `--check` it exits 1 when one is not current. */
const pages = { 'api.md': apiPage(schema), 'metrics.md': metricsPage(catalogue) };

for (const [name, current] of Object.entries(pages)) {
  const file = new URL(`../docs/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, current);
  } else if (readFileSync(file, 'utf8') !== current) {
    console.error(`docs/${name} is not current: run \`node graphql/print-docs.ts\`.`);
    process.exitCode = 1;
  }
}
