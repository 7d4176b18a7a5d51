import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';
import { addRuleOptions, type FixRuleInput } from '../fix-rules.ts';
import { addSelectionOptions, type SelectionOptions, selectionOf } from '../rejection-selection.ts';
import { type FixAnswer, reportFixes } from '../report-fixes.ts';

interface FixOptions extends ApiOptions, SelectionOptions {
  all?: true;
  dryRun?: true;
}

const document = `mutation RejectionFix($input: FixRejectionsInput!) {
  fixRejections(input: $input) {
    dryRun accepted duplicates conflicts refused settled next
    refusals { code path count }
    rules { rule applied notApplied }
    cells { count more changes { day department { id } channel { id } what change } }
    examples { id interactionId outcome code path message notes }
  }
}`;

/** `polylog rejections fix`: corrects rejections and sends them again, a thousand at a time. */
export function rejectionsFixCommand(): Command {
  const rules: FixRuleInput[] = [];
  const command = new Command('fix')
    .summary('correct rejections and send them again')
    .description(
      'Corrects what was refused by rules, in the order in which they are written, and sends it again. Begin with --dry-run: it says what would be accepted and which numbers would change. Nothing is counted twice, however often it is run.',
    )
    .argument('[ids...]', 'which; without ids, the open ones that the options select')
    .option('--all', 'all open ones of the last 30 days')
    .option('--dry-run', 'say what would happen, and do nothing');
  return addApiOptions(addRuleOptions(addSelectionOptions(command), rules))
    .addHelpText(
      'after',
      `
Examples:
  $ polylog rejections fix --code UNKNOWN_CHANNEL --set data.channel=facebook --dry-run
  $ polylog rejections fix --source https://crm.acme.example --rename data.chanel=data.channel --drop data.colour
  $ polylog rejections fix --source https://crm.acme.example --code PAUSED`,
    )
    .action(async (ids: string[], options: FixOptions) => {
      const selection = selectionOf(ids, options, command);
      const api = await apiClient(options, 'engineer');
      for (let after: string | null | undefined; after !== null; ) {
        const input = { ...selection, rules, dryRun: options.dryRun ?? false, ...(after && { after }) };
        const answer: { fixRejections: FixAnswer } = await api.query(document, { input });
        process.stdout.write(`${reportFixes(answer.fixRejections).join('\n')}\n`);
        if (answer.fixRejections.refused > 0) process.exitCode = 1;
        after = answer.fixRejections.next;
        if (after && options.dryRun) process.stderr.write('the next, tried as if those before were not there:\n');
      }
    });
}
