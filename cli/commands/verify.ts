import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { verifyCells } from '../../shared/store/verify.ts';
import { verifyOnline } from '../../shared/store/verify-online.ts';
import { verifySample } from '../../shared/store/verify-sample.ts';
import { positiveNumber } from '../positive-number.ts';
import { reportDifferences } from '../report-differences.ts';
import { reportSample } from '../report-sample.ts';
import { addStoreOptions, lanesOf, type OpenStore, type StoreOptions, withStore } from '../store-access.ts';

/** Home days and, of each of them, conversations that one sample looks at. */
const sampled = { days: 100, conversations: 25 };

/** `polylog verify`: compares the cells with the ledger. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary('compare all cells with what the ledger says')
    .description(
      'Recomputes all cells from the ledger and compares. Exits with 1 and prints the differences when there are any. Drain before, as what is folded meanwhile would look like a difference; or say --online.',
    )
    .option('--online', 'while writes go on: looks again at each day that seems to differ, until it can tell')
    .addOption(
      new Option('--sample <facts>', 'only some days, drawn at random, with so many facts at most; while writes go on')
        .argParser(positiveNumber(10_000_000))
        .conflicts('online'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ polylog drain && polylog verify
  $ polylog verify --online --ledger-table L --cells-table C --registry-table R --lanes 4`,
    );
  return addStoreOptions(command).action(async (options: StoreOptions & { online?: true; sample?: number }) => {
    const { lines, satisfied } = await withStore(options, command, async (store) => {
      const online = () => ({ ...store, lanes: lanesOf(store, command), sleep });
      if (options.sample !== undefined) return ofSample(online(), options.sample);
      const report = options.online ? await verifyOnline(online()) : await verifyCells(store);
      const { differences, conversationDifferences } = report;
      return {
        lines: reportDifferences(report, 'differences'),
        satisfied: differences.length + conversationDifferences.length === 0,
      };
    });
    process.stdout.write(`${lines.join('\n')}\n`);
    if (!satisfied) process.exitCode = 1;
  });
}

async function ofSample(store: OpenStore & { lanes: number; sleep: (ms: number) => Promise<void> }, facts: number) {
  const limits = { ...sampled, facts, time: Number.POSITIVE_INFINITY };
  return reportSample(await verifySample({ ...store, random: Math.random, clock: Date.now, limits }));
}
