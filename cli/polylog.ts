import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

const usageError = 2;

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version are no errors; everything else that commander throws is about how the command was written.
    process.exitCode = error.exitCode === 0 ? 0 : usageError;
  } else {
    process.stderr.write(`polylog: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
