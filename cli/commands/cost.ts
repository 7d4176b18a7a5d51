import { Command, InvalidArgumentError } from 'commander';
import { foldOf, monthlyCost, totalOf, type Workload } from '../cost/monthly-cost.ts';
import { pricedAt } from '../cost/prices.ts';
import { columns } from '../source/columns.ts';

/** `polylog cost`: what a month on AWS costs. */
export function costCommand(): Command {
  return new Command('cost')
    .summary('tell what a month on AWS costs')
    .description(
      `Dollars a month by service, from measured write units and requests and the list prices of ${pricedAt.region} as of ${pricedAt.month}. Check them before you rely on them; docs/cost.md says what is assumed.`,
    )
    .requiredOption('--interactions <count>', 'interactions a month, e.g. 100k or 1m', count)
    .option('--per-request <count>', 'interactions in a request: 1 for webhooks, more for importers', count, 1)
    .option('--reports <count>', 'reports a month that programs ask for, beside the dashboard', count, 0)
    .option('--viewers <count>', 'people who look at the dashboard', count, 10)
    .option('--hours <count>', 'hours a month in which each has it open', count, 10)
    .option('--sources <count>', 'connected sources', count, 10)
    .option('--months <count>', 'months of interactions that are held', count, 12)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog cost --interactions 1m --viewers 25
  $ polylog cost --interactions 100k --per-request 100 --sources 3 --json`,
    )
    .action(({ json, ...workload }: Workload & { json?: true }) => {
      const lines = monthlyCost(workload);
      const total = totalOf(lines);
      const text = columns([
        ...lines.map(({ service, dollars }) => [service, dollars.toFixed(2)]),
        ['together, USD a month', total.toFixed(2)],
        ['for a million interactions', ((total / workload.interactions) * 1e6).toFixed(2)],
        ['interactions in a fold, about', foldOf(workload).toFixed(0)],
      ]);
      process.stdout.write(json ? `${JSON.stringify({ ...pricedAt, workload, lines, total })}\n` : text);
    });
}

/** A number, with k or m for thousands and millions. */
function count(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text) ?? [];
  if (digits === '') throw new InvalidArgumentError('write a number, e.g. 20000, 20k or 1m.');
  return Number(digits) * { '': 1, k: 1_000, m: 1_000_000 }[unit.toLowerCase() as '' | 'k' | 'm'];
}
