import type { Run } from '../../shared/store/runs.ts';

/** Seconds between two runs of what always runs, and of what does so where it is deployed. */
const always = { poll: 60, watch: 300, alerts: 60 };
const elsewhere = { privacy: 300, canary: 300, verify: 3_600 };
/** A run is missed when three are, and a minute more: the first of a process may be late. */
const missedInARow = 3;
const graceSeconds = 60;
/** Seconds that one run may take and is noted after: an erasure goes through the whole ledger. */
const longest: Readonly<Record<string, number>> = { privacy: 900 };

/** The seconds between two runs of a name; undefined where the clock starts nothing of that name. */
export const everyOf = (name: string): number | undefined =>
  ({ ...always, ...elsewhere })[name as keyof typeof always | keyof typeof elsewhere];

/**
 * The names of what the clock starts that has not run for too long at `now`, epoch milliseconds. What never ran is missed
 * only where it always runs.
 */
export function missedRuns(runs: readonly Run[], now: number): string[] {
  const known = new Map(runs.map((run) => [run.name, run]));
  return [...new Set([...Object.keys(always), ...known.keys()])].filter((name) => {
    const run = known.get(name);
    const every = everyOf(name);
    if (run === undefined) return true;
    const patience = missedInARow * (every ?? 0) + graceSeconds + (longest[name] ?? 0);
    return every !== undefined && now - Date.parse(run.at) > patience * 1000;
  });
}
