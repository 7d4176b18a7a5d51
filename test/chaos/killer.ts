import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Stack, startStack } from '../stack.ts';
import { shuffled } from './random.ts';

export interface Kills {
  host: number;
  /** Aggregate workers. */
  worker: number;
  /** The database and the queues, in turn. */
  engine: number;
}

/** A stack whose parts can be killed; `stack` is another after each kill of the host. */
export interface Killable {
  stack: Stack;
  done: Kills;
  kill: (part: keyof Kills) => Promise<void>;
}

/** Starts a stack on a folder. A killed host is started again on the same data and port before `kill` resolves. */
export async function startKillable(dataDir: string, lanes: number): Promise<Killable> {
  const killable: Killable = {
    stack: await startStack({ dataDir, lanes }),
    done: { host: 0, worker: 0, engine: 0 },
    async kill(part) {
      if (part === 'host') {
        await killable.stack.kill9();
        const port = Number(new URL(killable.stack.url).port);
        killable.stack = await startStack({ dataDir, lanes, port });
      } else await killChild(killable.stack, part, killable.done[part]);
      killable.done[part]++;
    },
  };
  return killable;
}

/** In which order parts are killed: drawn, but a worker and an engine last, when everything is sent and not yet folded. */
export function planKills({ host, worker, engine }: Kills, random: () => number): (keyof Kills)[] {
  const parts = (part: keyof Kills, count: number) => Array.from({ length: Math.max(0, count) }, () => part);
  const early = [...parts('host', host), ...parts('worker', worker - 1), ...parts('engine', engine - 1)];
  return [...shuffled(early, random), ...parts('worker', Math.min(1, worker)), ...parts('engine', Math.min(1, engine))];
}

/** Kills one and, when it is an engine, waits until the host has noticed and started its successor. */
async function killChild(stack: Stack, part: 'worker' | 'engine', turn: number): Promise<void> {
  const names = Object.keys(stack.host().pids.engines).sort();
  const pidNow = (): number | undefined => {
    const { pids } = stack.host();
    const all =
      part === 'worker' ? stack.workerPids('ggregate') : [pids.engines[names[turn % names.length] ?? ''] ?? 0];
    const pid = all[turn % Math.max(1, all.length)] ?? 0;
    // The number of a process that ended may belong to another program by now.
    return commandLine(pid).includes(part === 'worker' ? 'worker.ts' : stack.dataDir) ? pid : undefined;
  };
  // The last kill may be a moment ago, and the successor not be known yet.
  const pid = await eventually(pidNow, `no ${part} was running`);
  process.kill(pid, 'SIGKILL');
  if (part === 'engine') await eventually(() => (pidNow() === pid ? undefined : pidNow()), 'the engine stayed away');
}

async function eventually(read: () => number | undefined, problem: string): Promise<number> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    const found = read();
    if (found !== undefined) return found;
  }
  throw new Error(`For 20 s ${problem}.`);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
