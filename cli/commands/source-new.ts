import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { repository } from '../source/repository.ts';
import { scaffold, withLine } from '../source/scaffold.ts';

/** `polylog source new`: the files of a new adapter, which passes its checks from the first moment. */
export function sourceNewCommand(): Command {
  return new Command('new')
    .summary('write the files of a new source adapter')
    .description(
      'Writes an adapter, its fixture and its page, and adds the adapter to the registry. Then make it yours.',
    )
    .argument('<id>', 'its id, kebab-case, e.g. acme-forum', parseId)
    .option('--name <text>', 'its name for people (default: made of the id)')
    .option('--scheduled', 'it is asked on a schedule and does not send by itself')
    .action((id: string, { name = titled(id), scheduled = false }: { name?: string; scheduled?: boolean }) => {
      const { files, registryLine } = scaffold(id, name, scheduled);
      const taken = Object.keys(files).find((file) => existsSync(join(repository, file)));
      if (taken !== undefined) throw new Error(`${taken} is there already.`);
      const registry = 'functions/ingest/sources/registry.ts';
      const changed = withLine(readFileSync(join(repository, registry), 'utf8'), registryLine);
      for (const [file, content] of Object.entries({ ...files, [registry]: changed })) {
        mkdirSync(dirname(join(repository, file)), { recursive: true });
        writeFileSync(join(repository, file), content);
        process.stdout.write(`${file}\n`);
      }
      process.stdout.write(`\nTry it: npx polylog source check ${id}\n`);
    });
}

function parseId(id: string): string {
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(id))
    throw new InvalidArgumentError('write 2 to 40 letters a-z, digits and hyphens.');
  return id;
}

const titled = (id: string): string =>
  id.replace(/(^|-)([a-z])/g, (_, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`);
