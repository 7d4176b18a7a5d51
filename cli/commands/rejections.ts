import { Command } from 'commander';
import { rejectionsCountsCommand } from './rejections-counts.ts';
import { rejectionsDismissCommand } from './rejections-dismiss.ts';
import { rejectionsFixCommand } from './rejections-fix.ts';
import { rejectionsListCommand } from './rejections-list.ts';
import { rejectionsShowCommand } from './rejections-show.ts';

/** `polylog rejections …`: what was refused, and what is done about it. */
export function rejectionsCommand(): Command {
  const group = new Command('rejections')
    .summary('see, correct and replay what was refused')
    .description('Lists and counts refused interactions, corrects them by rules and sends them again.');
  const commands = [
    rejectionsListCommand(),
    rejectionsCountsCommand(),
    rejectionsShowCommand(),
    rejectionsFixCommand(),
    rejectionsDismissCommand(),
  ];
  for (const command of commands) group.addCommand(command);
  return group;
}
