import { Command } from 'commander';
import { canaryCommand } from './commands/canary.ts';
import { costCommand } from './commands/cost.ts';
import { drainCommand } from './commands/drain.ts';
import { healthCommand } from './commands/health.ts';
import { importCommand } from './commands/import.ts';
import { keyCommand } from './commands/key.ts';
import { migrateCommand } from './commands/migrate.ts';
import { personCommand } from './commands/person.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { redriveCommand } from './commands/redrive.ts';
import { rejectionsCommand } from './commands/rejections.ts';
import { replayArchiveCommand } from './commands/replay-archive.ts';
import { retentionCommand } from './commands/retention.ts';
import { sourceCommand } from './commands/source.ts';
import { tokenCommand } from './commands/token.ts';
import { verifyCommand } from './commands/verify.ts';

/** The command line `polylog`. Commander's own exits become CommanderErrors, so that the caller chooses the exit code. */
export function createProgram(): Command {
  const program = new Command('polylog')
    .description('Interactions in, exact numbers out: tools around a running Polylog.')
    .exitOverride()
    .showHelpAfterError('(add --help for the options and examples)')
    .addHelpText(
      'after',
      `
Exit codes:
  0  done, nothing to report
  1  done with findings (refused lines, differences, stuck messages), or failed
  2  the command was not written as --help says

Environment:
  POLYLOG_DATA  folder of the local data (default .polylog)
  PORT          port of the local host (default 4000)`,
    );
  const commands = [
    importCommand(),
    drainCommand(),
    verifyCommand(),
    rebuildCommand(),
    migrateCommand(),
    redriveCommand(),
    replayArchiveCommand(),
    tokenCommand(),
    keyCommand(),
    sourceCommand(),
    personCommand(),
    retentionCommand(),
    rejectionsCommand(),
    healthCommand(),
    canaryCommand(),
    costCommand(),
  ];
  for (const command of commands) {
    program.addCommand(command.copyInheritedSettings(program));
    for (const member of command.commands) member.copyInheritedSettings(command);
  }
  return program;
}
