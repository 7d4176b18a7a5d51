import catalogue from './source-adapters.json' with { type: 'json' };

/** What is known of an adapter without its code: what people choose from, and what the API checks by. */
export interface SourceAdapterInfo {
  id: string;
  name: string;
  /** One sentence for people who choose a source. */
  description: string;
  /** JSON Schema of what it is told; `{}` is enough unless it says otherwise. */
  settings: Readonly<Record<string, unknown>>;
  /** Name and meaning of each secret value. */
  secrets: Readonly<Record<string, string>>;
  /** Those of them that may be left out. */
  optionalSecrets: readonly string[];
  /** How deliveries to its webhook prove who sends them; null: it has none. */
  webhook: 'signature' | 'key' | null;
  /** ISO 8601 duration: the least time between two runs; null: it is not asked on a schedule. */
  every: string | null;
}

/** All adapters by id; generated from their code by `functions/ingest/sources/print-catalogue.ts`. */
export const sourceAdapters = catalogue as unknown as readonly SourceAdapterInfo[];

/** The adapter of an id, or undefined. */
export const findSourceAdapter = (id: string | undefined): SourceAdapterInfo | undefined =>
  sourceAdapters.find((adapter) => adapter.id === id);
