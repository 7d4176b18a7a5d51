import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type Stack, startStack } from '../stack.ts';

const run = promisify(execFile);
const cli = join(import.meta.dirname, '../../cli/polylog.mjs');

/**
 * For vitest's `globalSetup`: one stack with the bundled sample, all of it counted; suites take it with `sharedStack()`, or
 * one of their own with the same data by `startSampledStack()`: whoever sends anything, as all open pages show it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'polylog-sampled-'));
  const [dataDir, counted] = [join(folder, 'data'), join(folder, 'counted')];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const first = await startStack({ dataDir, empty: false });
    const env = { ...process.env, POLYLOG_DATA: dataDir, PORT: new URL(first.url).port };
    await run(process.execPath, [cli, 'drain', '--timeout', '150'], { env }).finally(first.stop);
    cpSync(dataDir, counted, { recursive: true });
    const stack = await startStack({ dataDir });
    project.provide('stack', { url: stack.url, dataDir });
    project.provide('counted', counted);
    return () => stack.stop().then(remove);
  } catch (error) {
    remove();
    throw error;
  }
}

/** A stack of one's own on a copy of the data of the bundled sample, as it was when all was counted. */
export async function startSampledStack(): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'polylog-sampled-'));
  cpSync(inject('counted'), dataDir, { recursive: true });
  const stack = await startStack({ dataDir });
  return { ...stack, stop: () => stack.stop().then(() => rmSync(dataDir, { recursive: true, force: true })) };
}

declare module 'vitest' {
  interface ProvidedContext {
    counted: string;
  }
}
