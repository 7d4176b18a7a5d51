import { Command } from 'commander';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, openStore, type VerifyCells } from '../store-access.ts';

/** `polylog verify`: compares the cells with the ledger; the function is loaded only when the command runs. */
export function verifyCommand(load: () => Promise<VerifyCells>): Command {
  const command = new Command('verify')
    .summary('compare all cells with what the ledger says')
    .description(
      'Recomputes all cells from the ledger and compares. Exits with 1 and prints the differences when there are any.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ polylog drain && polylog verify`,
    );
  return addStoreOptions(command).action(async (options) => {
    const access = openStore(options, command);
    const verify = await load();
    const report = await verify(access).finally(() => access.dynamo.destroy());
    reportDifferences(report, 'differences');
    if (report.differences.length > 0) process.exitCode = 1;
  });
}
