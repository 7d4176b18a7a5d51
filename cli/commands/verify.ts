import { Command } from 'commander';
import { verifyCells } from '../../shared/store/verify.ts';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, type StoreOptions, withStore } from '../store-access.ts';

/** `polylog verify`: compares the cells with the ledger. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary('compare all cells with what the ledger says')
    .description(
      'Recomputes all cells from the ledger and compares. Exits with 1 and prints the differences when there are any. Drain before: what is folded meanwhile would look like a difference.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ polylog drain && polylog verify`,
    );
  return addStoreOptions(command).action(async (options: StoreOptions) => {
    const report = await withStore(options, command, verifyCells);
    process.stdout.write(`${reportDifferences(report, 'differences').join('\n')}\n`);
    if (report.differences.length + report.conversationDifferences.length > 0) process.exitCode = 1;
  });
}
