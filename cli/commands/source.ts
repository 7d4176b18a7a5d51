import { Command } from 'commander';
import { sourceCheckCommand } from './source-check.ts';
import { sourceNewCommand } from './source-new.ts';

/** `polylog source …`: what is done with sources. */
export function sourceCommand(): Command {
  const group = new Command('source')
    .summary('work with sources')
    .description('Works with sources and their adapters.');
  for (const command of [sourceNewCommand(), sourceCheckCommand()]) {
    group.addCommand(command.copyInheritedSettings(group));
  }
  return group;
}
