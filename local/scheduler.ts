import type { FunctionPool } from './function-pool.ts';
import type { Schedule } from './topology.ts';

type Pools = ReadonlyMap<string, Pick<FunctionPool, 'invoke'>>;

/**
 * Invokes what the schedules of the template name: at once and then at their rate. A run that would begin while the one
 * before it goes on is left out, as on AWS where the function has no execution to spare. The function returned begins no
 * more and waits for none: a run that is cut short loses nothing.
 */
export function startSchedules(
  schedules: readonly Schedule[],
  pools: Pools,
  minute = 60_000,
  report: (problem: string) => void = console.error,
): () => void {
  const running = new Set<Schedule>();
  const run = async ({ name, functionName, event }: Schedule): Promise<void> => {
    const pool = pools.get(functionName);
    if (!pool) throw new Error(`The schedule ${name} invokes ${functionName}, which is not hosted`);
    const outcome = await pool.invoke(event);
    if (outcome.kind !== 'answer') report(`${name}: ${outcome.message}`);
  };
  const begin = (schedule: Schedule): void => {
    if (running.has(schedule)) return;
    running.add(schedule);
    void run(schedule)
      .catch((error: Error) => report(error.message))
      .finally(() => running.delete(schedule));
  };
  const timers = schedules.map((schedule) => {
    begin(schedule);
    return setInterval(() => begin(schedule), schedule.minutes * minute);
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
