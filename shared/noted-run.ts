import type { Runs } from './store/runs.ts';

/**
 * Runs something that the clock starts and notes that it ran: when, how long, what it counted or by which error it ended.
 * What it throws goes on to the caller; a note that cannot be written is no failure of the run.
 */
export async function notedRun<Told extends object>(
  name: string,
  { runs, clock }: { runs: Runs; clock: () => number },
  run: () => Promise<Told>,
): Promise<Told> {
  const began = clock();
  const note = (more: { error?: string; told?: string }) =>
    runs
      .note({ name, at: new Date(began).toISOString(), milliseconds: clock() - began, ...more })
      .catch(() => undefined);
  try {
    const told = await run();
    await note({ told: JSON.stringify(told) });
    return told;
  } catch (error) {
    await note({ error: error instanceof Error ? error.name : 'unknown' });
    throw error;
  }
}
