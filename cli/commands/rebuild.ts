import { Command } from 'commander';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, openStore, type RebuildCells } from '../store-access.ts';

/** `polylog rebuild`: rewrites the cells from the ledger; the function is loaded only when the command runs. */
export function rebuildCommand(load: () => Promise<RebuildCells>): Command {
  const command = new Command('rebuild')
    .summary('rewrite the cells from the ledger')
    .description('Recomputes all cells from the ledger and rewrites those that differ.')
    .option('--dry-run', 'only show which cells would change')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog rebuild --dry-run
  $ polylog rebuild && polylog verify`,
    );
  return addStoreOptions(command).action(async (options) => {
    const access = openStore(options, command);
    const rebuild = await load();
    const dryRun = options.dryRun === true;
    const report = await rebuild(access, { dryRun }).finally(() => access.dynamo.destroy());
    reportDifferences(report, dryRun ? 'changes to make' : 'changes made');
  });
}
