import { SQSClient } from '@aws-sdk/client-sqs';
import { Command } from 'commander';
import { rebuildCells } from '../../shared/store/rebuild-cells.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { readBacklog } from '../backlog.ts';
import { pending } from '../drain.ts';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, type StoreOptions, withStore } from '../store-access.ts';

/** `polylog rebuild`: brings the cells and conversations to what the ledger says. */
export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .summary('bring the cells to what the ledger says')
    .description(
      'Recomputes all cells and conversations from the facts of the ledger and corrects those that differ. Drain before and accept nothing meanwhile: what is folded meanwhile would be counted twice. Refuses while the queue of the local host is not empty.',
    )
    .option('--dry-run', 'only show what would change')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog rebuild --dry-run
  $ polylog drain && polylog rebuild && polylog verify`,
    );
  return addStoreOptions(command).action(async (options: StoreOptions & { dryRun?: true }) => {
    if (!options.ledgerTable && !options.cellsTable && !options.registryTable) await assertDrained();
    const report = await withStore(options, command, options.dryRun ? verifyCells : rebuildCells);
    const lines = reportDifferences(report, options.dryRun ? 'changes to make' : 'changes made');
    process.stdout.write(`${lines.join('\n')}\n`);
  });
}

/** Throws while the local queue holds messages: what they say would be taken for a difference, and counted again. */
async function assertDrained(): Promise<void> {
  const { endpoints, region, queueUrl } = readHostFile(dataFolder());
  const sqs = new SQSClient(localClient(endpoints.sqs, region));
  const backlog = await readBacklog(sqs, queueUrl, []).finally(() => sqs.destroy());
  const left = pending(backlog);
  if (left > 0) throw new Error(`${left} messages are not folded yet: run polylog drain first.`);
}
