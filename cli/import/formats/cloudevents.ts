import type { ImportFormat } from '../format.ts';
import { linesOf } from '../lines.ts';
import type { Made } from '../record.ts';

/** CloudEvents 1.0, one JSON object a line. */
export const cloudevents: ImportFormat = {
  async *records(files) {
    for (const { bytes } of files) {
      for await (const { number, text } of linesOf(bytes())) yield { number, text, made: madeOf(text) };
    }
  },
};

/** One unreadable line would make the host refuse the whole batch, so each is parsed before. */
function madeOf(text: string): Made {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { events: [text] };
    return unreadable('Not a JSON object.');
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : 'Not JSON.');
  }
}

const unreadable = (message: string): Made => ({ refused: { code: 'UNREADABLE', path: '', message } });
