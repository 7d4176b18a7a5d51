import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosStage } from '../chaos-stage.ts';
import { atNext, type FaultKind, type Scene } from './kind.ts';
import { poisonKind } from './poison.ts';

interface Step {
  /** Through which proxy the function asks, and what. */
  proxy: 'database' | 'bus';
  operation: string;
  /** Before the engine has it, or when it is done and not answered. */
  when: 'before' | 'after';
}

const around = (proxy: Step['proxy'], operation: string): Step[] => [
  { proxy, operation, when: 'after' },
  { proxy, operation, when: 'before' },
];

/** Reading the ledger, committing a group, noting the source. */
const foldSteps = ['TransactWriteItems', 'BatchGetItem', 'UpdateItem'].flatMap((one) => around('database', one));
const ingestSteps = around('bus', 'PutEvents');

/** Ends every process of the functions whose names have this in them. */
function kill(stage: ChaosStage, name: string): void {
  for (const pid of stage.stack.workerPids(name)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  }
}

const killAt = ({ stage }: Scene, name: string, { proxy, operation, when }: Step, skip = 0): Promise<void> =>
  atNext(
    stage.proxies[proxy],
    [operation],
    async (forward) => {
      if (when === 'after') await forward();
      kill(stage, name);
      return 'cut';
    },
    skip,
  );

const killed = (name: string, pattern: string, steps: readonly Step[]): FaultKind => ({
  name: `${name} killed`,
  what: `kill -9 of ${name} before and after each of ${[...new Set(steps.map(({ operation }) => operation))].join(', ')}`,
  async inject(scene) {
    const step = steps[scene.turn % steps.length];
    // Not always the first: what came before it is done then.
    if (step) await killAt(scene, pattern, step, Math.floor(scene.random() * 3));
    return {};
  },
});

/** Stops processes until the host has given one of them up; the others, which had nothing to do, go on. */
const timedOut = (name: string, pattern: string): FaultKind => ({
  name: `${name} times out`,
  what: `${name} is stopped (SIGSTOP) until its time is up and the host ends it`,
  async inject({ stage }) {
    const pids = stage.stack.workerPids(pattern);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      for (const until = Date.now() + 90_000; pids.every((pid) => isAlive(pid)); await sleep(50)) {
        if (Date.now() > until) throw new Error(`${name} was not given up.`);
      }
    } finally {
      for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGCONT');
    }
    return {};
  },
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const hour = 3_600_000;
const shifts = { forward: [hour, 400 * 24 * hour], backward: [-hour, -90 * 24 * hour] };

const clockJumps = (direction: keyof typeof shifts): FaultKind => ({
  name: `clock ${direction}`,
  what: `the clock of all functions jumps ${direction} by an hour or by ${direction === 'forward' ? 400 : 90} days, and back`,
  async inject({ stage, pace, turn }) {
    stage.setClock(shifts[direction][turn % 2] ?? 0);
    await sleep(pace.least).finally(() => stage.setClock(0));
    return {};
  },
});

/** What can happen to the functions. */
export const functionKinds: FaultKind[] = [
  killed('aggregate', 'ggregate', foldSteps),
  {
    name: 'aggregate killed at poison',
    what: 'kill -9 of aggregate before and after it keeps what cannot be folded',
    async inject(scene) {
      const step = around('database', 'PutItem')[scene.turn % 2];
      const [{ poison = 0 }] = await Promise.all([poisonKind.inject(scene), step && killAt(scene, 'ggregate', step)]);
      return { poison };
    },
  },
  killed('ingest', 'ngest', ingestSteps),
  {
    name: 'other functions killed',
    what: 'kill -9 of each other function shortly after it was invoked',
    async inject({ stage, random }) {
      const { functions, endpoints } = stage.stack.host();
      const others = Object.entries(functions).filter(([name]) => !/^(ingest|aggregate)/i.test(name));
      await Promise.all(
        others.map(async ([, name]) => {
          const url = `${endpoints.lambda}/2015-03-31/functions/${name}/invocations`;
          await fetch(url, { method: 'POST', headers: { 'x-amz-invocation-type': 'Event' }, body: '{}' });
          await sleep(random() * 100);
          kill(stage, name);
        }),
      );
      return {};
    },
  },
  timedOut('aggregate', 'ggregate'),
  timedOut('ingest', 'ngest'),
  clockJumps('forward'),
  clockJumps('backward'),
];
