import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ImportFormat } from './format.ts';

/** One file of an import; `bytes` are unpacked when they are gzip's. */
export interface InputFile {
  /** Without the folder; empty for standard input. */
  name: string;
  bytes: () => AsyncIterable<Buffer>;
}

export interface Input {
  files: InputFile[];
  /** In bytes; 0 for standard input. */
  size: number;
  /** SHA-256 of all names and bytes, hexadecimal. */
  hash: () => Promise<string>;
}

/**
 * The file and the one that belongs beside it, or the files of the folder that the format wants, in the order of their
 * names; standard input without a path. `onBytes` hears how many bytes were read in all, before any unpacking.
 */
export function openInput(
  path: string | undefined,
  onBytes: (bytes: number) => void,
  { wanted = () => true, beside = () => undefined }: Pick<ImportFormat, 'wanted' | 'beside'> = {},
): Input {
  let read = 0;
  const counted = (raw: Readable): Readable => {
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        read += chunk.length;
        onBytes(read);
        done(null, chunk);
      },
    });
    return pipeline(raw, counter, () => {});
  };
  if (path === undefined) {
    return { files: [{ name: '', bytes: () => unpacked(counted(process.stdin)) }], size: 0, hash: async () => '' };
  }
  const companion = beside(basename(path));
  const paths = filesOf(path).filter((file) => file === path || wanted(basename(file)));
  if (companion !== undefined && existsSync(join(dirname(path), companion))) paths.push(join(dirname(path), companion));
  if (paths.length === 0) throw new Error(`${path} has no file of the format.`);
  return {
    files: paths.map((file) => ({ name: basename(file), bytes: () => unpacked(counted(fileStream(file))) })),
    size: paths.reduce((sum, file) => sum + statSync(file).size, 0),
    async hash() {
      const hash = createHash('sha256');
      for (const file of paths) {
        hash.update(`${basename(file)}\n`);
        for await (const chunk of fileStream(file)) hash.update(chunk);
      }
      return hash.digest('hex');
    },
  };
}

const fileStream = (file: string) => createReadStream(file, { highWaterMark: 1 << 18 });

/** The file, or what lies in the folder, by name. */
export const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];

/** Yields the bytes, unpacked when the first two are gzip's, whatever the name. */
async function* unpacked(input: Readable): AsyncGenerator<Buffer> {
  try {
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
  } finally {
    input.destroy();
  }
}
