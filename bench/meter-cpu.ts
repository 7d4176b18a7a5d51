import type { Bench, Conditions } from './bench.ts';
import { cpuSeconds } from './process-usage.ts';

/**
 * Watches the processor time of processes, by name, from now on. What it returns prints how many milliseconds each took
 * for one of `count` (the figure that hardly depends on what else the machine does), with the cores it kept busy.
 */
export function meterCpu(bench: Bench, processes: Record<string, number[]>) {
  const began = performance.now();
  const before = Object.entries(processes).map(([process, pids]) => ({ process, pids, used: cpuSeconds(pids) }));
  return (count: number, unit: string, conditions: Conditions): void => {
    const seconds = (performance.now() - began) / 1000;
    for (const { process, pids, used } of before) {
      const spent = cpuSeconds(pids) - used;
      const cores = Math.round((100 * spent) / seconds) / 100;
      bench.print('cpu', (1000 * spent) / count, `ms/${unit}`, { ...conditions, process, cores });
    }
  };
}
