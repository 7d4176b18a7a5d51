import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Engine, startEngine } from '../../local/engine.ts';
import { databaseCommand, queuesCommand } from '../../local/engines.ts';

/** An engine that is restarted when it ends, and that can be hurt. */
export interface ChaosEngine extends Engine {
  /** Kills it and waits until its successor answers. */
  kill: () => Promise<void>;
  signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** From now on no file of it may be written beyond so many KB, as when the disk is full; undefined: there is room. */
  fillDisk: (kilobytes: number | undefined) => void;
}

const blocksPerKilobyte = 2;
// Where the limit is met a write fails, as on a full disk, and the process is told nothing else.
const limited = 'trap "" XFSZ; ulimit -S -f "$0"; exec "$@"';

/** Starts the database or the queues of the local host on a folder, apart from any host. */
export async function startChaosEngine(name: 'database' | 'queues', folder: string): Promise<ChaosEngine> {
  mkdirSync(folder, { recursive: true });
  const command = (name === 'database' ? databaseCommand : queuesCommand)(folder);
  let limit = 'unlimited';
  const engine = await startEngine(name, join(folder, `${name}.log`), (port) => [
    'sh',
    '-c',
    limited,
    limit,
    ...command(port),
  ]);
  const running = (): number => {
    const pid = engine.pid();
    if (pid === undefined) throw new Error(`The ${name} is down.`);
    return pid;
  };
  return {
    ...engine,
    async kill() {
      const before = engine.pid();
      if (before !== undefined) process.kill(before, 'SIGKILL');
      for (const until = Date.now() + 20_000; engine.pid() === before || !engine.healthy(); await sleep(10)) {
        if (Date.now() > until) throw new Error(`The ${name} did not come back.`);
      }
    },
    signal: (signal) => void process.kill(running(), signal),
    fillDisk(kilobytes) {
      limit = kilobytes === undefined ? 'unlimited' : String(kilobytes * blocksPerKilobyte);
      const bytes = kilobytes === undefined ? 'unlimited' : String(kilobytes * 1024);
      const pid = engine.pid();
      // One that is down just now gets the limit when it starts.
      if (pid !== undefined) execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
    },
  };
}
