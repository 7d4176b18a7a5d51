import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'corpus');

/** What once broke a law of a target: tried first in every run. */
export function corpusOf(target: string): Buffer[] {
  const own = join(folder, target);
  return existsSync(own) ? readdirSync(own).map((name) => readFileSync(join(own, name))) : [];
}

/** Keeps an input that broke a law; the path from the folder of the corpus. */
export function keepInCorpus(target: string, input: Uint8Array): string {
  const name = join(target, createHash('sha256').update(input).digest('hex').slice(0, 12));
  mkdirSync(join(folder, target), { recursive: true });
  writeFileSync(join(folder, name), input);
  return name;
}
