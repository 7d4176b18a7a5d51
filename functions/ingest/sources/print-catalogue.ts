import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { SourceAdapterInfo } from '../../../shared/source-adapters.ts';
import type { SourceAdapter } from './adapter.ts';
import { adapters } from './registry.ts';

/**
 * `node functions/ingest/sources/print-catalogue.ts` writes what the API tells of the adapters; with `--check` it exits 1
 * when the file is not current.
 */
const file = new URL('../../../shared/source-adapters.json', import.meta.url);
const loaded = await Promise.all(Object.values(adapters).map((load) => load()));
const listed = loaded.map(infoOf).toSorted((one, other) => (one.id < other.id ? -1 : 1));
const current = `${JSON.stringify(listed, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, current);
} else if (readFileSync(file, 'utf8') !== current) {
  console.error(
    'shared/source-adapters.json is not current: run `node functions/ingest/sources/print-catalogue.ts` and review its diff.',
  );
  process.exitCode = 1;
}

/** As settings are written: what has a default may be left out. What JSON Schema cannot say is checked at ingest. */
function infoOf({
  id,
  name,
  description,
  settings,
  secrets,
  optionalSecrets = [],
  ...comes
}: SourceAdapter): SourceAdapterInfo {
  const { webhook, scheduled } = comes;
  const { $schema: _, ...schema } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any', reused: 'ref' });
  return {
    id,
    name,
    description,
    settings: schema,
    secrets,
    optionalSecrets,
    webhook: webhook === undefined ? null : webhook.verify === 'key' ? 'key' : 'signature',
    every: scheduled?.every ?? null,
  };
}
