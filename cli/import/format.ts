import type { SourceContext } from '../../functions/ingest/sources/adapter.ts';
import type { RecordMapping } from '../../functions/ingest/sources/record-mapping.ts';
import type { InputFile } from './input.ts';
import type { ImportRecord } from './record.ts';

export interface FormatOptions {
  /** Source, channel and department that the records are imported for, and the settings of the format's adapter. */
  context: SourceContext;
  mapping: RecordMapping | undefined;
}

/** How files of one kind are read. The same files give the same records in the same order. */
export interface ImportFormat {
  /** Which files of a folder are read; absent: the format has no folders. */
  wanted?: (name: string) => boolean;
  /** The file that belongs to one of this name and lies beside it, when it is there. */
  beside?: (name: string) => string | undefined;
  /** Checks the settings as an engineer wrote them; throws when they are wrong. */
  settings?: (given: unknown) => unknown;
  records: (files: readonly InputFile[], options: FormatOptions) => AsyncIterable<ImportRecord>;
}

/** All formats by name, loaded when one is used. */
export const formats: Readonly<Record<string, () => Promise<ImportFormat>>> = {
  cloudevents: async () => (await import('./formats/cloudevents.ts')).cloudevents,
  ndjson: async () => (await import('./formats/ndjson.ts')).ndjson,
  csv: async () => (await import('./formats/csv.ts')).csv,
  'stack-exchange': async () => (await import('./formats/stack-exchange.ts')).stackExchange,
  mbox: async () => (await import('./formats/mbox.ts')).mbox,
  'github-archive': async () => (await import('./formats/github-archive.ts')).githubArchive,
  irc: async () => (await import('./formats/irc.ts')).irc,
};

/** The format that the names say; `names` are those in a folder, or the one of a file, without `.gz`. */
export function guessFormat(names: readonly string[], withMapping: boolean): string {
  const plain = names.map((name) => name.toLowerCase().replace(/\.gz$/, ''));
  if (plain.includes('posts.xml')) return 'stack-exchange';
  if (plain.some((name) => /\.(?:log|ascii\.txt)$/.test(name))) return 'irc';
  if (plain.some((name) => name.endsWith('.mbox'))) return 'mbox';
  if (plain.some((name) => name.endsWith('.csv'))) return 'csv';
  if (plain.some((name) => /^\d{4}-\d\d-\d\d-\d{1,2}\.json$/.test(name))) return 'github-archive';
  return withMapping ? 'ndjson' : 'cloudevents';
}
