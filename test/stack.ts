import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type HostFile, readHostFile } from '../local/host-file.ts';
import { signToken } from '../local/token.ts';

const root = join(import.meta.dirname, '..');

export interface StackOptions {
  lanes?: number;
  /** False: with the bundled sample. */
  empty?: boolean;
  /** 0, the default, takes a free one. */
  port?: number;
  /** A folder of an earlier stack, to start on its data; it is not deleted by `stop`. */
  dataDir?: string;
  /** Hosts this assembly instead of the application's. */
  assembly?: string;
  environment?: Record<string, string>;
  /** Further options of `npm start`. */
  args?: string[];
}
export interface RunningStack {
  url: string;
  dataDir: string;
  /** The address of everything, freshly read: pids change when something is restarted. */
  host: () => HostFile;
  token: (role: string, departments?: string[]) => Promise<string>;
  /** Of the functions whose name contains this text. */
  workerPids: (name?: string) => number[];
}
export interface Stack extends RunningStack {
  hostPid: number;
  /** What the host printed so far. */
  output: () => string;
  /** Ends the host as ctrl-C does; deletes a temporary data folder. */
  stop: () => Promise<void>;
  /** Kills the host alone and waits until it is gone; its data stay for another stack. */
  kill9: () => Promise<void>;
}

/** Starts `npm start` in a process of its own and waits for /health; throws with the host's output if it ends before. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'polylog-'));
  const port = options.port || (await freePort());
  const args = [
    join(root, 'local', 'start.ts'),
    ...((options.empty ?? true) ? ['--empty'] : []),
    ...(options.lanes ? ['--lanes', String(options.lanes)] : []),
    ...(options.assembly ? ['--assembly', options.assembly] : []),
    ...(options.args ?? []),
  ];
  const env = { ...process.env, ...options.environment, POLYLOG_DATA: dataDir, PORT: String(port) };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const stack = attach(`http://127.0.0.1:${port}`, dataDir);
  const remove = () => options.dataDir === undefined && rmSync(dataDir, { recursive: true, force: true });
  // Another host may answer on a port that was asked for.
  const isUp = async () => readHostFile(dataDir)?.pids.host === child.pid && (await isHealthy(stack.url));
  for (const until = Date.now() + 60_000; !(await isUp()); await sleep(50)) {
    if (child.exitCode === null && Date.now() < until) continue;
    await end(child, 'SIGKILL');
    remove();
    throw new Error(`The stack did not start:\n${output}`);
  }
  return {
    ...stack,
    hostPid: child.pid ?? 0,
    output: () => output,
    stop: () =>
      end(child, 'SIGTERM')
        .then(remove)
        .then(() => {}),
    kill9: () => end(child, 'SIGKILL'),
  };
}

/** For vitest's `globalSetup`: one stack for a whole run; suites take it with `sharedStack()`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack();
  project.provide('stack', { url: stack.url, dataDir: stack.dataDir });
  return stack.stop;
}

export function sharedStack(): RunningStack {
  const { url, dataDir } = inject('stack');
  return attach(url, dataDir);
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: { url: string; dataDir: string };
  }
}

function attach(url: string, dataDir: string): RunningStack {
  const host = () => {
    const file = readHostFile(dataDir);
    if (!file) throw new Error(`${dataDir} has no host.json`);
    return file;
  };
  return {
    url,
    dataDir,
    host,
    token: (role, departments = []) => signToken({ dataDir, role, departments }),
    workerPids: (name = '') =>
      Object.entries(host().pids.workers).flatMap(([worker, pids]) => (worker.includes(name) ? pids : [])),
  };
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
