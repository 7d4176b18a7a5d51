import { Command } from 'commander';
import { personCutOverCommand } from './person-cut-over.ts';
import { personEraseCommand } from './person-erase.ts';
import { personErasuresCommand } from './person-erasures.ts';
import { personExportCommand } from './person-export.ts';

/** `polylog person …`: what is held on people, and what they go by. */
export function personCommand(): Command {
  const group = new Command('person')
    .summary('tell what is held on a person, and change what people go by')
    .description('Tells what is held on a person, and changes what people go by. See docs/privacy.md.');
  const commands = [personExportCommand(), personEraseCommand(), personErasuresCommand(), personCutOverCommand()];
  for (const command of commands) group.addCommand(command.copyInheritedSettings(group));
  return group;
}
