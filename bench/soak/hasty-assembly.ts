import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesise } from '../../local/synthesise.ts';
import type { LagLimits } from '../../shared/rate-share.ts';

interface Template {
  Resources?: Record<string, { Properties?: { Environment?: { Variables?: Record<string, unknown> } } }>;
}

/** The application's assembly, copied into a folder, with other limits of lag: those of a deployment are minutes. */
export async function hastyAssembly(folder: string, { soft, hard }: LagLimits): Promise<string> {
  cpSync((await synthesise({})).assembly, folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
    const file = join(folder, name);
    const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    for (const { Properties } of Object.values(template.Resources ?? {})) {
      const variables = Properties?.Environment?.Variables;
      if (variables && 'SOFT_LAG' in variables) Object.assign(variables, { SOFT_LAG: `${soft}`, HARD_LAG: `${hard}` });
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return folder;
}
