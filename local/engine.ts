import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Engine {
  name: string;
  endpoint: string;
  /** Undefined while it is down, or when the engine is not ours. */
  pid: () => number | undefined;
  healthy: () => boolean;
  stop: () => Promise<void>;
}

/** The child runs as long as our end of its standard input is open, however we die; its pid is printed first. */
const leash = `exec 3<&0; "$@" <&- 3<&- & p=$!; echo $p
(cat <&3 >/dev/null; kill -9 $p 2>/dev/null) & w=$!; exec 3<&-; wait $p; s=$?; kill $w 2>/dev/null; exit $s`;

/**
 * Runs an engine on a free port of this machine and restarts it whenever it ends. Resolves once it answers HTTP; throws when
 * it does not, on any of three ports, since another program may have taken a port between our look and its start.
 */
export async function startEngine(name: string, logFile: string, command: (port: number) => string[]): Promise<Engine> {
  for (let attempt = 1; ; attempt += 1) {
    const engine = supervise(name, logFile, command, await freePort());
    if (await engine.started) return engine;
    await engine.stop();
    if (attempt === 3) throw new Error(`The ${name} did not start; see ${logFile}`);
  }
}

function supervise(name: string, logFile: string, command: (port: number) => string[], port: number) {
  const endpoint = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  let pid: number | undefined;
  let healthy = false;
  let restarts = false;

  const run = async (): Promise<boolean> => {
    const log = openSync(logFile, 'a');
    // Detached: ctrl-C reaches the host alone, which then stops its engines in order.
    const own = spawn('sh', ['-c', leash, 'sh', ...command(port)], { stdio: ['pipe', 'pipe', log], detached: true });
    closeSync(log);
    child = own;
    own.stdout?.once('data', (text) => {
      pid = Number.parseInt(String(text), 10);
    });
    own.on('exit', () => {
      healthy = false;
      pid = undefined;
      own.stdin?.destroy();
      if (restarts) setTimeout(() => restarts && void run(), 100);
    });
    for (const until = Date.now() + 10_000; Date.now() < until && own.exitCode === null; await sleep(20)) {
      const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
      healthy = answer !== undefined && own.exitCode === null;
      if (healthy) break;
    }
    return healthy;
  };
  const started = run().then((answers) => {
    restarts = answers;
    return answers;
  });
  const stop = async () => {
    restarts = false;
    if (child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.stdin?.destroy();
    await ended;
  };
  return { name, endpoint, pid: () => pid, healthy: () => healthy, stop, started };
}

/** An engine of the user's, named by a standard AWS_ENDPOINT_URL variable. */
export const externalEngine = (name: string, endpoint: string): Engine => ({
  name,
  endpoint,
  pid: () => undefined,
  healthy: () => true,
  stop: async () => {},
});

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
