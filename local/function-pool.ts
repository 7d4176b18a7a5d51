import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { StreamHead } from './response-stream.ts';
import type { HostedFunction } from './topology.ts';
import type { Answer, Invocation, Reading } from './worker.ts';

export type Outcome = { kind: 'answer'; result: unknown } | { kind: 'error' | 'timeout'; message: string };
interface Worker {
  child: ChildProcess;
  ready: boolean;
  pending: Map<number, Pending>;
}
interface Pending {
  settle: (outcome: Outcome) => void;
  reader: StreamReader | undefined;
}
/** Who takes an answer that is streamed; the outcome comes when all of it is taken. */
export interface StreamReader {
  begin: (head: StreamHead) => void;
  /** Resolves when there is room for more. */
  take: (chunk: Uint8Array) => Promise<void>;
  /** Aborted when nobody reads any more. */
  signal: AbortSignal;
}
export interface FunctionPool {
  /** Processes when all are well. */
  size: number;
  invoke: (event: unknown, reader?: StreamReader) => Promise<Outcome>;
  healthy: () => boolean;
  pids: () => number[];
  stop: () => Promise<void>;
}

/** Milliseconds that a process has for ending by itself. */
const patience = 1_000;

/**
 * Runs a function in `size` processes and restarts any that ends. `exclusive` gives a process one invocation at a time, as
 * Lambda does. HTTP functions share one process instead: their handlers wait for engines most of the time, and a process
 * for each concurrent request would not fit on a developer's machine. An invocation past the function's timeout ends with
 * its process.
 */
export async function startFunction(
  { file, exported, timeout, name, memory, environment }: HostedFunction,
  {
    size,
    exclusive,
    logFile,
    variables,
  }: { size: number; exclusive: boolean; logFile: string; variables: Record<string, string> },
): Promise<FunctionPool> {
  const workers = new Set<Worker>();
  const waiting: ((worker: Worker) => void)[] = [];
  let sequence = 0;
  let stopping = false;
  let crashes = 0;

  const free = () =>
    [...workers].find(({ child, ready, pending }) => ready && child.connected && !(exclusive && pending.size > 0));
  const release = () => {
    for (let worker = free(); worker && waiting.length > 0; worker = free()) waiting.shift()?.(worker);
  };
  const start = (): Promise<void> =>
    new Promise((done, failed) => {
      const log = openSync(logFile, 'a');
      const child = fork(new URL('worker.ts', import.meta.url), [file, exported], {
        serialization: 'advanced',
        stdio: ['ignore', log, log, 'ipc'],
        detached: true,
        env: {
          PATH: process.env.PATH,
          TZ: 'UTC',
          ...variables,
          AWS_LAMBDA_FUNCTION_NAME: name,
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          ...environment,
        },
      });
      closeSync(log);
      const worker: Worker = { child, ready: false, pending: new Map() };
      workers.add(worker);
      child.on('message', (message: 'ready' | Answer) => {
        if (message === 'ready') {
          worker.ready = true;
          crashes = 0;
          done();
        } else {
          const { settle, reader } = worker.pending.get(message.id) ?? {};
          if ('head' in message) reader?.begin(message.head);
          else if ('chunk' in message) {
            void reader?.take(message.chunk).then(() => tell(worker, { id: message.id, reading: 'more' }));
          } else if ('error' in message) settle?.({ kind: 'error', message: message.error });
          else settle?.({ kind: 'answer', result: message.result });
        }
        release();
      });
      child.on('error', () => child.kill('SIGKILL'));
      child.on('exit', (code, signal) => {
        workers.delete(worker);
        for (const { settle } of worker.pending.values())
          settle({ kind: 'error', message: `${name} ended: ${signal ?? code}` });
        failed(new Error(`${name} did not start; see ${logFile}`));
        // The first restart is at once; a handler that cannot be loaded is not retried in a tight loop.
        if (!stopping) setTimeout(() => !stopping && void start().catch(() => {}), Math.min(5000, 200 * crashes++));
      });
    });

  const run = (worker: Worker, event: unknown, reader: StreamReader | undefined, done: (outcome: Outcome) => void) => {
    const id = ++sequence;
    const invocation: Invocation = { id, event, deadline: Date.now() + timeout * 1000 };
    const timer = setTimeout(() => {
      worker.ready = false;
      settle({ kind: 'timeout', message: `${name} timed out after ${timeout} s` });
      worker.child.kill('SIGKILL');
    }, timeout * 1000);
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.pending.delete(id);
      done(outcome);
    };
    worker.pending.set(id, { settle, reader });
    worker.child.send(invocation, (error) => error && settle({ kind: 'error', message: String(error) }));
    const gone = () => tell(worker, { id, reading: 'gone' });
    if (reader?.signal.aborted) gone();
    reader?.signal.addEventListener('abort', gone, { once: true });
  };

  await Promise.all(Array.from({ length: size }, start));
  return {
    size,
    invoke: (event, reader) =>
      new Promise((done) => {
        // Given to a worker in one step: between finding it free and making it busy nobody else may find it.
        const worker = free();
        if (worker) run(worker, event, reader, done);
        else waiting.push((next) => run(next, event, reader, done));
      }),
    healthy: () => [...workers].filter(({ ready }) => ready).length === size,
    pids: () => [...workers].flatMap(({ child }) => child.pid ?? []),
    async stop() {
      stopping = true;
      const ends = [...workers].map(({ child }) => new Promise((done) => child.once('exit', done)));
      for (const { child } of workers) child.disconnect();
      // Nothing is in flight any more but streams that were cut, and one in mid-write may miss that the host is gone.
      const limit = setTimeout(() => {
        for (const { child } of workers) child.kill('SIGKILL');
      }, patience);
      await Promise.all(ends);
      clearTimeout(limit);
    },
  };
}

function tell({ child }: Worker, reading: Reading): void {
  if (child.connected) child.send(reading);
}
