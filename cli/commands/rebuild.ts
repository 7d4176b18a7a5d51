import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Command } from 'commander';
import { rebuildCells } from '../../shared/store/rebuild-cells.ts';
import { abandonRebuild, rebuildOnline } from '../../shared/store/rebuild-online.ts';
import { verifyCells } from '../../shared/store/verify.ts';
import { verifyOnline } from '../../shared/store/verify-online.ts';
import { readBacklog } from '../backlog.ts';
import { pending } from '../drain.ts';
import { dataFolder, localClient, readHostFile } from '../host-file.ts';
import { positiveNumber } from '../positive-number.ts';
import { rebuildOnlineDeps } from '../rebuild-online.ts';
import { reportDifferences } from '../report-differences.ts';
import { addStoreOptions, lanesOf, type StoreOptions, withStore } from '../store-access.ts';

interface RebuildOptions extends StoreOptions {
  dryRun?: true;
  online?: true;
  abandon?: true;
  settle?: number;
}

/** `polylog rebuild`: brings the cells and conversations to what the ledger says. */
export function rebuildCommand(): Command {
  const command = new Command('rebuild')
    .summary('bring the cells to what the ledger says')
    .description(
      'Recomputes all cells and conversations from the facts of the ledger and corrects those that differ. Drain before and accept nothing meanwhile: what is folded meanwhile would be counted twice. Refuses while the queue of the local host is not empty. With --online, all cells are built anew beside the old ones while writes and reports go on, reports go over to them at once, and the old ones are deleted; stopped anywhere, run it again and it goes on.',
    )
    .option('--dry-run', 'only show what would change')
    .option('--online', 'build all cells anew while writes go on; conversations stay as they are')
    .option('--abandon', 'with --online: give up what is being built')
    .option(
      '--settle <seconds>',
      'with --online: how long a fold or report may take at most (default: 90, as functions run for 60)',
      positiveNumber(3_600),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ polylog rebuild --dry-run
  $ polylog drain && polylog rebuild && polylog verify
  $ polylog rebuild --online --dry-run
  $ polylog rebuild --online --ledger-table L --cells-table C --registry-table R --lanes 4`,
    );
  return addStoreOptions(command).action(async (options: RebuildOptions) => {
    if (options.online) return online(options, command);
    if (!options.ledgerTable && !options.cellsTable && !options.registryTable) await assertDrained();
    const report = await withStore(options, command, options.dryRun ? verifyCells : rebuildCells);
    const lines = reportDifferences(report, options.dryRun ? 'changes to make' : 'changes made');
    process.stdout.write(`${lines.join('\n')}\n`);
  });
}

function online(options: RebuildOptions, command: Command): Promise<void> {
  return withStore(options, command, async (store) => {
    const lanes = lanesOf(store, command);
    if (options.dryRun) {
      const report = await verifyOnline({ ...store, lanes, sleep });
      process.stdout.write(`${reportDifferences(report, 'changes to make').join('\n')}\n`);
      return;
    }
    const deps = rebuildOnlineDeps(store, lanes, options.settle, (line) => process.stdout.write(`${line}\n`));
    await (options.abandon ? abandonRebuild(deps) : rebuildOnline(deps));
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
