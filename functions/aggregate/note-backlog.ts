import { type Backlog, nextBacklog } from '../../shared/rate-share.ts';

export interface BacklogDeps {
  /** Messages that wait in the queue. */
  countWaiting: () => Promise<number>;
  read: () => Promise<Backlog | undefined>;
  write: (before: Backlog | undefined, backlog: Backlog) => Promise<void>;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Folds that run at once. */
  folds: number;
  /** Seconds of lag above which sources get a share each. */
  soft: number;
  /** Told the name of what failed. */
  report: (failed: string, error: unknown) => void;
}

export interface FoldedBatch {
  messages: number;
  interactions: number;
  /** When the last of its messages was sent, milliseconds since 1970. */
  newestSentAt: number;
}

export interface BacklogNotes {
  /** Says that a batch is begun; the function returned is told what it was when it is folded. It never throws. */
  begin: () => (folded: FoldedBatch) => Promise<void>;
}

/** Milliseconds between two notes, whichever process writes them. */
const apart = 2_000;
/** A fold that begins so soon after the one before found its messages waiting: the time between counts as work. */
const pause = 1_000;
/** What an earlier batch counts beside the latest. */
const fading = 0.7;

/**
 * Notes how far the fold is behind, at most every two seconds: what waits by the queue's own count, or where that cannot be
 * had by the age of its messages, and what this process folds each second, times the folds that run at once.
 */
export function createBacklogNotes({
  countWaiting,
  read,
  write,
  clock,
  folds,
  soft,
  report,
}: BacklogDeps): BacklogNotes {
  const sums = { messages: 0, interactions: 0, seconds: 0 };
  let lastEnd = 0;
  let lastNote = 0;

  const note = async (now: number, newestSentAt: number): Promise<void> => {
    const rate = (folds * sums.interactions) / sums.seconds;
    const waiting = countWaiting().then(
      (messages) => (messages * sums.interactions) / Math.max(1, sums.messages),
      (error: unknown) => {
        report('count what waits', error);
        return (rate * Math.max(0, now - newestSentAt)) / 1000;
      },
    );
    const before = await read();
    if (before !== undefined && now - before.at < apart) return void (await waiting);
    const seen = { at: now, waiting: Math.round(await waiting), rate: Math.round(rate) };
    await write(before, nextBacklog(before, seen, { soft }));
  };

  return {
    begin() {
      const began = clock();
      return async ({ messages, interactions, newestSentAt }) => {
        const now = clock();
        const from = began - lastEnd < pause ? lastEnd : began;
        lastEnd = now;
        sums.messages = sums.messages * fading + messages;
        sums.interactions = sums.interactions * fading + interactions;
        sums.seconds = sums.seconds * fading + Math.max(1, now - from) / 1000;
        if (now - lastNote < apart) return;
        lastNote = now;
        await note(now, newestSentAt).catch((error: unknown) => report('note how far the fold is behind', error));
      };
    },
  };
}
