import { SaxesParser } from 'saxes';
import type { InputFile } from '../input.ts';

/** A `<row …/>` of a dump, and its line. */
export interface XmlRow {
  line: number;
  row: Record<string, string>;
}

/** The rows of a dump's file, as they come; throws when it is not well-formed. */
export async function* xmlRows({ name, bytes }: InputFile): AsyncGenerator<XmlRow> {
  const decoder = new TextDecoder();
  const parser = new SaxesParser({ fileName: name });
  let rows: XmlRow[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === 'row') rows.push({ line: parser.line, row: tag.attributes as Record<string, string> });
  });
  for await (const chunk of bytes()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    const found = rows;
    rows = [];
    yield* found;
  }
  parser.write(decoder.decode()).close();
  yield* rows;
}
