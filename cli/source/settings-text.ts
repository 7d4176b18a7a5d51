import { readFileSync } from 'node:fs';

/** Settings as they were given: JSON, or `@` and the file that holds it. */
export const settingsText = (given: string): string =>
  given.startsWith('@') ? readFileSync(given.slice(1), 'utf8') : given;
