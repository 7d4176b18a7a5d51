import type { ImportFormat } from '../format.ts';
import { linesOf } from '../lines.ts';
import type { Made } from '../record.ts';
import { mapByDocument, neededMapping } from './map-by-document.ts';

/** JSON of any shape, one value a line, by a mapping document. */
export const ndjson: ImportFormat = {
  async *records(files, options) {
    const mapping = neededMapping(options);
    for (const { bytes } of files) {
      for await (const { number, text } of linesOf(bytes())) {
        const read = parsed(text);
        yield { number, text, made: 'value' in read ? mapByDocument(read.value, mapping, options) : read };
      }
    }
  },
};

function parsed(text: string): { value: unknown } | Extract<Made, { refused: unknown }> {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { refused: { code: 'UNREADABLE', path: '', message: error instanceof Error ? error.message : 'Not JSON.' } };
  }
}
