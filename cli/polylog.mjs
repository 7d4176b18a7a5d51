#!/usr/bin/env node
// The command line is TypeScript that Node 24 runs as it is; an older Node hands over to the project's own Node 24.
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const program = new URL('./polylog.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= neededMajor) {
  // Half of the time of a short command is spent on compiling what did not change.
  module.enableCompileCache();
  await import(program.href);
} else {
  const node = createRequire(import.meta.url).resolve('node/bin/node');
  const child = spawn(node, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
