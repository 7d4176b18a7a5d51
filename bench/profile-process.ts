import { setTimeout as sleep } from 'node:timers/promises';
import { type Profile, readProfile, type Share } from './read-profile.ts';

/**
 * Samples a Node process of this machine while `work` runs, through the inspector it opens on SIGUSR1, and tells
 * where its time went. Throws when the inspector is another's.
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
    return readProfile(profile, most);
  } finally {
    close();
  }
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
