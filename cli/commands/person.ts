import { Command } from 'commander';
import { personCutOverCommand } from './person-cut-over.ts';
import { personEraseCommand } from './person-erase.ts';
import { personErasuresCommand } from './person-erasures.ts';
import { personExportCommand } from './person-export.ts';

/** `polylog person …`: what is held on people, how they leave, and what they go by. */
export function personCommand(): Command {
  const group = new Command('person')
    .summary('tell what is held on a person, erase them, change what people go by')
    .description('Tells what is held on a person, erases them, and changes what people go by. See docs/privacy.md.');
  const commands = [personExportCommand(), personEraseCommand(), personErasuresCommand(), personCutOverCommand()];
  for (const command of commands) group.addCommand(command.copyInheritedSettings(group));
  return group;
}
