import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number } }[];
  samples: number[];
}
export interface Share {
  name: string;
  /** Percent of the samples, those in which the process had nothing to do left out. */
  percent: number;
}

/**
 * Samples a Node process of this machine while `work` runs, through the inspector it opens on SIGUSR1, and gives the
 * functions in which most time was spent themselves, named by their sources. Throws when the inspector is another's.
 */
export async function profileProcess(pid: number, work: () => Promise<unknown>, most = 15): Promise<Share[]> {
  process.kill(pid, 'SIGUSR1');
  const { send, close } = await connect();
  try {
    const { result } = (await send('Runtime.evaluate', { expression: 'process.pid' })) as { result: { value: number } };
    if (result.value !== pid) throw new Error(`The inspector is that of process ${result.value}, not of ${pid}.`);
    await send('Profiler.enable');
    await send('Profiler.setSamplingInterval', { interval: 500 });
    await send('Profiler.start');
    await work();
    const { profile } = (await send('Profiler.stop')) as { profile: Profile };
    // Frees the port for the next process; nothing is left to answer.
    send('Runtime.evaluate', { expression: "process.getBuiltinModule('node:inspector').close()" }).catch(() => {});
    return sharesOf(profile).slice(0, most);
  } finally {
    close();
  }
}

/** Self time by function: a function is named by its place in the sources, where there is a source map. */
function sharesOf({ nodes, samples }: Profile): Share[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const counts = new Map<string, number>();
  let busy = 0;
  for (const id of samples) {
    const name = names.get(id) ?? '';
    if (name === '(idle)') continue;
    busy++;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, percent: (100 * count) / busy }))
    .sort((a, b) => b.percent - a.percent);
}

const maps = new Map<string, SourceMap | undefined>();

function nameOf({ functionName, url, lineNumber, columnNumber }: Profile['nodes'][number]['callFrame']): string {
  if (!url.startsWith('file:')) return url ? `${functionName} ${url}` : functionName;
  const entry = mapOf(fileURLToPath(url))?.findEntry(lineNumber, columnNumber);
  if (!entry || !('originalSource' in entry)) return `${functionName} ${url.split('/').at(-1)}:${lineNumber + 1}`;
  const source = entry.originalSource.replace(/^.*?(node_modules\/|(?=(functions|graphql|shared)\/))/, '');
  const { name = functionName } = entry as { name?: string };
  return `${name} ${source}:${entry.originalLine + 1}`;
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    try {
      maps.set(file, new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))));
    } catch {
      maps.set(file, undefined);
    }
  }
  return maps.get(file);
}

const inspector = 'http://127.0.0.1:9229/json/list';

async function connect() {
  let address = '';
  for (let tries = 0; tries < 40 && !address; tries++) {
    await sleep(50);
    const targets = await fetch(inspector).then(
      (response) => response.json() as Promise<{ webSocketDebuggerUrl: string }[]>,
      () => [],
    );
    address = targets[0]?.webSocketDebuggerUrl ?? '';
  }
  if (!address) throw new Error('The process opened no inspector on port 9229.');
  const socket = new WebSocket(address);
  await new Promise((done, failed) => {
    socket.addEventListener('open', done, { once: true });
    socket.addEventListener('error', () => failed(new Error('The inspector refused.')), { once: true });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  let sequence = 0;
  return {
    send: (method: string, params = {}): Promise<unknown> => {
      const id = ++sequence;
      socket.send(JSON.stringify({ id, method, params }));
      return Promise.race([
        new Promise((done) => waiting.set(id, done)),
        sleep(60_000, undefined, { ref: false }).then(() => {
          throw new Error(`${method} was not answered.`);
        }),
      ]);
    },
    close: () => socket.close(),
  };
}
