import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { csvOptions } from '../../../functions/ingest/sources/csv/csv-options.ts';
import type { ImportFormat } from '../format.ts';
import type { Made } from '../record.ts';
import { mapByDocument, neededMapping } from './map-by-document.ts';

interface Row {
  record: Record<string, string>;
  info: { lines: number; error?: unknown };
  raw: string;
}

const uneven: Made = {
  refused: { code: 'UNREADABLE', path: '', message: 'The row has another number of columns than the head.' },
};

/** Tables (RFC 4180), by a mapping document. A row is numbered by its last line. */
export const csv: ImportFormat = {
  async *records(files, options) {
    const mapping = neededMapping(options);
    for (const { bytes } of files) {
      const parser = parse({ ...csvOptions(mapping.csv), raw: true });
      const reading = pipeline(Readable.from(bytes(), { objectMode: false }), parser).catch((error: unknown) => {
        parser.destroy(error instanceof Error ? error : new Error('The file is not CSV.'));
      });
      for await (const { record, info, raw } of parser as AsyncIterable<Row>) {
        const made = info.error === undefined ? mapByDocument(record, mapping, options) : uneven;
        yield { number: info.lines, text: raw.trimEnd(), made };
      }
      await reading;
    }
  },
};
