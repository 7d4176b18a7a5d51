import { setTimeout as sleep } from 'node:timers/promises';
import { atNext, type FaultKind, type Pace } from './kind.ts';

/** Room for an empty store and no more: nothing that holds data can be written. */
const fullAt = 64;

/** What happens to an engine as a process; `writes` are the requests in the middle of which it is killed. */
export function engineKinds(name: 'database' | 'queues', writes: readonly string[]): FaultKind[] {
  return [
    {
      name: `${name} killed`,
      what: `kill -9 of the engine in the middle of ${writes[0]}, then it is restarted`,
      async inject({ stage, random }) {
        await atNext(stage.proxies[name], writes, async (forward) => {
          const written = forward().catch(() => 'cut' as const);
          await sleep(random() * 20);
          await stage[name].kill();
          return written;
        });
        return {};
      },
    },
    {
      name: `${name} stopped`,
      what: 'the engine answers nothing (SIGSTOP) for some seconds',
      async inject({ stage, pace }) {
        stage[name].signal('SIGSTOP');
        await sleep(pace.hang).finally(() => stage[name].signal('SIGCONT'));
        return {};
      },
    },
    {
      name: `${name} disk full`,
      what: 'no file of the engine may grow (`ulimit -f`): its writes fail',
      async inject({ stage, pace }) {
        const engine = stage[name];
        const before = engine.pid();
        const failures = { seen: 0 };
        stage.proxies[name].meddle(({ forward }) =>
          forward().then(
            (answer) => {
              if (answer.status >= 500) failures.seen++;
              return answer;
            },
            (error: Error) => {
              failures.seen++;
              throw error;
            },
          ),
        );
        engine.fillDisk(fullAt);
        try {
          await untilSeen(failures, pace);
        } finally {
          engine.fillDisk(undefined);
          stage.proxies[name].meddle(undefined);
        }
        if (failures.seen === 0 && engine.pid() === before) throw new Error('The full disk hindered nothing.');
        return {};
      },
    },
  ];
}

async function untilSeen(failures: { seen: number }, { least, hits }: Pace): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 20_000; await sleep(10)) {
    if (Date.now() - began >= least && failures.seen >= hits) return;
  }
}
