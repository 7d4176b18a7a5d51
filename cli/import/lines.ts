export interface Line {
  /** From 1, as editors count. */
  number: number;
  text: string;
}

/**
 * The lines of a text in UTF-8. Only a line feed ends a line: JSON may contain the other separators of Unicode. Blank lines
 * are left out and still counted.
 */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest: string[] = [];
  for await (const chunk of bytes) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    for (const piece of pieces.slice(0, -1)) {
      number += 1;
      const text = rest.length > 0 ? `${rest.join('')}${piece}` : piece;
      rest = [];
      if (text.trim() !== '') yield { number, text };
    }
    rest.push(pieces.at(-1) ?? '');
  }
  const last = rest.join('') + decoder.decode();
  if (last.trim() !== '') yield { number: number + 1, text: last };
}
