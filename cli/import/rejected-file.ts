import { appendFileSync, rmSync } from 'node:fs';
import type { RefusedRecord } from './record.ts';

const mostShown = 10;

/**
 * Reports refused lines: the first ten on standard error, all of them in `file` (when there is one), one JSON object a line
 * with the reason and the line as it was. The file is made when the first line is refused; a new import begins a new one.
 */
export function rejectedFile(file: string | undefined, resumed: boolean) {
  let shown = 0;
  if (file !== undefined && !resumed) rmSync(file, { force: true });
  return {
    add(refused: readonly RefusedRecord[]): void {
      if (refused.length === 0) return;
      if (file !== undefined) appendFileSync(file, refused.map((line) => `${JSON.stringify(line)}\n`).join(''));
      for (const { line, code, path, message } of refused.slice(0, mostShown - shown)) {
        process.stderr.write(`line ${line}: ${code}${path ? ` at ${path}` : ''}: ${message}\n`);
      }
      shown = Math.min(mostShown, shown + refused.length);
    },
    /** Where to look for the rest. */
    hint(total: number): string {
      if (total === 0) return '';
      return file === undefined ? ' (write them to a file with --rejected)' : `; they are in ${file}`;
    },
  };
}
