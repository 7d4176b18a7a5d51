import { Command } from 'commander';
import { rebuildCells, verifyCells } from '../../shared/store/verify.ts';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, type StoreOptions, withStore } from '../store-access.ts';

/** `polylog rebuild`: brings the cells to what the ledger says. */
export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .summary('bring the cells to what the ledger says')
    .description(
      'Recomputes all cells from the ledger and corrects those that differ. Drain before and accept nothing meanwhile: what is folded meanwhile would be counted twice.',
    )
    .option('--dry-run', 'only show which cells would change')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog rebuild --dry-run
  $ polylog rebuild && polylog verify`,
    );
  return addStoreOptions(command).action(async (options: StoreOptions & { dryRun?: true }) => {
    const report = await withStore(options, command, options.dryRun ? verifyCells : rebuildCells);
    const lines = reportDifferences(report, options.dryRun ? 'changes to make' : 'changes made');
    process.stdout.write(`${lines.join('\n')}\n`);
  });
}
