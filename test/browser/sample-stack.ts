import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startStack } from '../stack.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

/** For vitest's `globalSetup`: one stack with the bundled sample, all of it counted; suites take it with `sharedStack()`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({ empty: false });
  const env = { ...process.env, POLYLOG_DATA: stack.dataDir, PORT: new URL(stack.url).port };
  await run(process.execPath, [cli, 'drain', '--timeout', '150'], { env }).catch(async (error: Error) => {
    await stack.stop();
    throw error;
  });
  project.provide('stack', { url: stack.url, dataDir: stack.dataDir });
  return stack.stop;
}
