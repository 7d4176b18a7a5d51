import { Command } from 'commander';
import { readStoredVersion, writeStoredVersion } from '../../shared/store/schema-version.ts';
import { migrations } from '../migrations/migrations.ts';
import { addStoreOptions, lanesOf, type StoreOptions, withStore } from '../store-access.ts';

/** `polylog migrate`: brings the items of the store to how this release writes them. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .summary('bring the items of the store to how this release writes them')
    .description(
      'Runs the migrations that the store has not seen, oldest first, while everything goes on. Deploy the release first: it reads what older ones wrote. Stopped anywhere, run it again.',
    )
    .option('--dry-run', 'only show what would change')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog migrate --dry-run
  $ polylog migrate --ledger-table L --cells-table C --registry-table R --lanes 4`,
    );
  return addStoreOptions(command).action((options: StoreOptions & { dryRun?: true }) =>
    withStore(options, command, async (store) => {
      const migrated = { ...store, lanes: lanesOf(store, command) };
      const { client, registryTable } = store;
      const stored = await readStoredVersion(client, registryTable);
      const missing = migrations.filter(({ version }) => version > stored.version);
      print(`The store has version ${stored.version}${missing.length === 0 ? ', there is nothing to do' : ''}`);
      for (const { version, readableBy, summary, run } of missing) {
        print(`${version}: ${summary}`);
        const changed = await run(migrated, options.dryRun === true);
        print(options.dryRun ? `  ${changed} items to change` : `  ${changed} items changed`);
        if (!options.dryRun) await writeStoredVersion(client, registryTable, { version, readableBy });
      }
    }),
  );
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
