import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
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
 * Runs an engine on a free port of this machine and restarts it whenever it ends. Resolves once it answers HTTP; throws
 * when it does not within ten seconds.
 */
export async function startEngine(name: string, logFile: string, command: (port: number) => string[]): Promise<Engine> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let pid: number | undefined;
  let healthy = false;
  let stopping = false;

  const run = () => {
    const log = openSync(logFile, 'a');
    // Detached: ctrl-C reaches the host alone, which then stops its engines in order.
    child = spawn('sh', ['-c', leash, 'sh', ...command(port)], { stdio: ['pipe', 'pipe', log], detached: true });
    child.stdout?.once('data', (text) => {
      pid = Number.parseInt(String(text), 10);
    });
    child.stdout?.resume();
    child.on('exit', () => {
      healthy = false;
      pid = undefined;
      child?.stdin?.destroy();
      if (!stopping) setTimeout(() => !stopping && void run().catch(() => {}), 100);
    });
    return untilAnswers();
  };
  const untilAnswers = async () => {
    for (const until = Date.now() + 10_000; Date.now() < until && !stopping; await sleep(20)) {
      const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
      if (answer) {
        healthy = true;
        return;
      }
    }
    if (!stopping) throw new Error(`The ${name} did not start; see ${logFile}`);
  };
  await run();
  const stop = async () => {
    stopping = true;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child?.once('exit', done));
    child.stdin?.destroy();
    await ended;
  };
  return { name, endpoint, pid: () => pid, healthy: () => healthy, stop };
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
