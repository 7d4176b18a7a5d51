import { Command } from 'commander';
import { sourceAdaptersCommand } from './source-adapters.ts';
import { sourceCheckCommand } from './source-check.ts';
import { sourceConnectCommand } from './source-connect.ts';
import { sourceKeyCommand } from './source-key.ts';
import { sourceListCommand } from './source-list.ts';
import { sourceNewCommand } from './source-new.ts';
import { sourcePauseCommand, sourceResumeCommand } from './source-pause.ts';
import { sourceSecretCommand } from './source-secret.ts';
import { sourceShowCommand } from './source-show.ts';
import { sourceUpdateCommand } from './source-update.ts';

/** `polylog source …`: what is done with sources. */
export function sourceCommand(): Command {
  const group = new Command('source')
    .summary('connect sources, see how they are, write adapters')
    .description(
      'Connects sources, shows how they are, and helps to write their adapters. See docs/sources/registry.md.',
    );
  const commands = [
    sourceListCommand(),
    sourceShowCommand(),
    sourceAdaptersCommand(),
    sourceConnectCommand(),
    sourceUpdateCommand(),
    sourceSecretCommand(),
    sourceKeyCommand(),
    sourcePauseCommand(),
    sourceResumeCommand(),
    sourceNewCommand(),
    sourceCheckCommand(),
  ];
  for (const command of commands) {
    group.addCommand(command.copyInheritedSettings(group));
  }
  return group;
}
