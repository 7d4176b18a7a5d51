/** What has been accepted and is not in the cells yet. */
export interface Backlog {
  waiting: number;
  inFlight: number;
  delayed: number;
  /** Messages in each dead-letter queue that has any. */
  dead: { queue: string; messages: number }[];
}

interface DrainOptions {
  /** Milliseconds. */
  timeout: number;
  interval: number;
  /** How many reads in a row must find nothing: counts of a queue are approximate. */
  quietReads: number;
  now: () => number;
  sleep: (milliseconds: number) => Promise<unknown>;
  onRead?: (backlog: Backlog) => void;
}

export type DrainResult =
  | { outcome: 'drained' }
  | { outcome: 'dead'; backlog: Backlog }
  | { outcome: 'timeout'; backlog: Backlog };

/** Milliseconds for which the queue may be out of reach. */
const patience = 10_000;

/**
 * Reads the backlog until it was empty `quietReads` times in a row; a batch in flight counts until it is deleted. Messages
 * in a dead-letter queue never drain by themselves, so they are the result once nothing else is left.
 */
export async function drain(read: () => Promise<Backlog>, options: DrainOptions): Promise<DrainResult> {
  const end = options.now() + options.timeout;
  let quiet = 0;
  let seen = options.now();
  for (;;) {
    const backlog = await read().catch((error: unknown) => {
      // A queue that restarts is away for a moment.
      if (options.now() - seen >= patience) throw error;
    });
    if (!backlog) {
      quiet = 0;
      await options.sleep(options.interval);
      continue;
    }
    seen = options.now();
    options.onRead?.(backlog);
    quiet = pending(backlog) === 0 ? quiet + 1 : 0;
    if (quiet >= options.quietReads)
      return backlog.dead.length > 0 ? { outcome: 'dead', backlog } : { outcome: 'drained' };
    if (options.now() >= end) return { outcome: 'timeout', backlog };
    await options.sleep(options.interval);
  }
}

/** Messages that are still to be folded. */
export const pending = ({ waiting, inFlight, delayed }: Backlog): number => waiting + inFlight + delayed;
