import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const count = z.int().min(0);
const pointSchema = z.object({
  records: count,
  sent: count,
  accepted: count,
  duplicates: count,
  refused: count,
  ignored: z.record(z.string(), count),
});

/**
 * How far an import came: of the first `records` records everything was answered, and of the window after them the first
 * `sent` events. The counts are of all that.
 */
export type Point = z.infer<typeof pointSchema>;

export const start: Point = { records: 0, sent: 0, accepted: 0, duplicates: 0, refused: 0, ignored: {} };

/**
 * Keeps the point of one import in a small file that exists only while the import is unfinished. What is imported, whereto
 * and how is `identity`: another import has another point. It lies in the data folder, so that deleting the data also
 * forgets the point; without a data folder (a host elsewhere) beside the file.
 */
export function resumePoint(file: string, identity: readonly string[], dataDir: string) {
  const name = createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 16);
  const path = existsSync(dataDir)
    ? join(dataDir, 'imports', `${name}.json`)
    : join(dirname(file), `${basename(file)}.${name}.json`);
  return {
    load: (): Point => (existsSync(path) ? readPoint(path) : start),
    save: (point: Point): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(point));
      // A rename is atomic: a crash leaves the old point or the new one.
      renameSync(`${path}.new`, path);
    },
    clear: (): void => rmSync(path, { force: true }),
  };
}

/** A point of another version says nothing: all is sent again, which is safe. */
const readPoint = (path: string): Point => pointSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? start;
