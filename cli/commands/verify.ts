import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { verifyCells } from '../../shared/store/verify.ts';
import { verifyOnline } from '../../shared/store/verify-online.ts';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, lanesOf, type StoreOptions, withStore } from '../store-access.ts';

/** `polylog verify`: compares the cells with the ledger. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary('compare all cells with what the ledger says')
    .description(
      'Recomputes all cells from the ledger and compares. Exits with 1 and prints the differences when there are any. Drain before, as what is folded meanwhile would look like a difference; or say --online.',
    )
    .option('--online', 'while writes go on: looks again at each day that seems to differ, until it can tell')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog drain && polylog verify
  $ polylog verify --online --ledger-table L --cells-table C --registry-table R --lanes 4`,
    );
  return addStoreOptions(command).action(async (options: StoreOptions & { online?: true }) => {
    const report = await withStore(options, command, (store) =>
      options.online ? verifyOnline({ ...store, lanes: lanesOf(store, command), sleep }) : verifyCells(store),
    );
    process.stdout.write(`${reportDifferences(report, 'differences').join('\n')}\n`);
    if (report.differences.length + report.conversationDifferences.length > 0) process.exitCode = 1;
  });
}
