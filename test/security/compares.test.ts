import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const files = globSync('{functions,graphql,shared,local,cli}/**/*.ts', { cwd: root }).sort();
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** A name that may hold what nobody should guess, at one side of a plain comparison with another name. */
const plainly =
  /\b[\w.]*(secret|token|signature|password|hmac|localKey)\b\)? *[!=]==? *[\w.]+\b(?<!undefined|null)|[\w.]+ *[!=]==? *[\w.]*(secret|token|signature|password|hmac|localKey)\b/i;
/** Where both sides are our own: the versions that the local host keeps, and a secret as it was read before. */
const known = ['local/secrets.ts', 'shared/secrets.ts'];

it('no secret, token, signature or key is compared by a comparison that ends at the first difference', () => {
  const found = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/)/.test(line) && plainly.test(line) && !/typeof|\.length|['"`]/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found.filter((one) => !known.some((file) => one.startsWith(file)))).toEqual([]);
});
