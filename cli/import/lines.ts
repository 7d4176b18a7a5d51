import { createReadStream } from 'node:fs';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface Line {
  /** From 1, as editors count. */
  number: number;
  text: string;
}

/** The bytes of a file or of standard input; `onBytes` hears how many were read so far, before any unpacking. */
export function openInput(file: string | undefined, onBytes: (bytes: number) => void): Readable {
  const raw = file === undefined ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onBytes(bytes);
      done(null, chunk);
    },
  });
  return pipeline(raw, counted, () => {});
}

/**
 * The lines of an NDJSON stream, gzip too (known by its first two bytes, not by a name). Only a line feed ends a line:
 * JSON may contain the other separators of Unicode. Blank lines are left out and still counted.
 */
export async function* linesOf(input: Readable): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest: string[] = [];
  for await (const chunk of unpacked(input)) {
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

/** Yields the bytes, unpacked when the first two are gzip's. */
async function* unpacked(input: Readable): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    head = Buffer.concat([head, next.value]);
    if (head.length >= 2) break;
  }
  const all = async function* () {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  if (head[0] !== 0x1f || head[1] !== 0x8b) yield* all();
  else yield* pipeline(Readable.from(all(), { objectMode: false }), createGunzip(), () => {});
}
