import { readFileSync, writeFileSync } from 'node:fs';
import { roleMatrix } from './role-matrix.ts';
import { rolesPage } from './roles-page.ts';

/** `node test/security/print-roles.ts` writes `docs/roles.md`; with `--check` it exits 1 when that is not current. */
const file = new URL('../../docs/roles.md', import.meta.url);
const current = rolesPage(await roleMatrix());
if (!process.argv.includes('--check')) {
  writeFileSync(file, current);
} else if (readFileSync(file, 'utf8') !== current) {
  console.error('docs/roles.md is not current: run `node test/security/print-roles.ts`.');
  process.exitCode = 1;
}
