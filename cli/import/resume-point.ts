import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const pointSchema = z.object({ lines: z.int().min(0), accepted: z.int().min(0), refused: z.int().min(0) });

/** How far an import came: all lines up to `lines` were answered. */
export type Point = z.infer<typeof pointSchema>;

export const start: Point = { lines: 0, accepted: 0, refused: 0 };

/** SHA-256 of a file's bytes, hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Keeps the point of one file and one host in a small file that exists only while the import is unfinished. It lies in the
 * data folder, so that deleting the data also forgets the point; without a data folder (a host elsewhere) beside the file.
 */
export function resumePoint(file: string, fileHash: string, url: string, dataDir: string) {
  const name = createHash('sha256').update(`${fileHash}\n${url}`).digest('hex').slice(0, 16);
  const inData = existsSync(dataDir);
  const path = inData
    ? join(dataDir, 'imports', `${name}.json`)
    : join(dirname(file), `${basename(file)}.${name}.json`);
  return {
    load: (): Point => (existsSync(path) ? pointSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : start),
    save: (point: Point): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(point));
      // A rename is atomic: a crash leaves the old point or the new one.
      renameSync(`${path}.new`, path);
    },
    clear: (): void => rmSync(path, { force: true }),
  };
}
