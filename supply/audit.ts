import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judgeAudit } from './judge-audit.ts';
import { lockSchema } from './licences.ts';

/**
 * `node supply/audit.ts`: asks the registry for known vulnerabilities and exits 1 on high and critical ones in what runs. A
 * registry that answers no audits, or none in a minute, is said so and is no fault: it would be one of every build behind it.
 */
const root = new URL('../', import.meta.url);
const lock = lockSchema.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')));
const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0'], {
  cwd: root,
  encoding: 'utf8',
  timeout: 60_000,
});
const { audited, grave, others } = judgeAudit(parsed(stdout), lock);
if (!audited) console.warn('Not audited: the registry does not answer `npm audit`. Run `npm run audit` where it does.');
for (const one of others) console.warn(one);
for (const one of grave) console.error(one);
if (grave.length > 0) process.exitCode = 1;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
