import { isRecent } from '../../shared/is-recent.ts';
import { type Backlog, type KnownBacklog, type LagLimits, nextBacklog } from '../../shared/rate-share.ts';
import { createCountAcceptedSince } from './count-accepted-since.ts';

export interface BacklogDeps {
  /** Messages that wait in the queue. */
  countWaiting: () => Promise<number>;
  read: () => Promise<KnownBacklog>;
  write: (before: KnownBacklog, backlog: Backlog) => Promise<void>;
  /** Milliseconds since 1970, and on a clock that is never set. */
  clock: () => number;
  elapsed: () => number;
  /** Folds that run at once. */
  folds: number;
  lag: LagLimits;
  /** Told the name of what failed. */
  report: (failed: string, error: unknown) => void;
}

export interface FoldedBatch {
  messages: number;
  interactions: number;
  /** Of which some were. */
  sources: Iterable<string>;
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
/** Interactions of one message: an entry of the bus has those of one request. */
const largest = 1_000;
/** Milliseconds for which a source of which some were folded is one of those that send. */
const sending = 60_000;
/** What an earlier batch counts beside the latest. */
const fading = 0.7;

/**
 * Notes how far the fold is behind, at most every two seconds. What waits is what the doors accepted since the last that was
 * folded was sent: messages differ too much in size to be counted. Where that is not known it is the messages in the queue,
 * each like those just folded, or where even they cannot be counted the age of these. The rate is what this process folds,
 * times the folds that run at once.
 */
export function createBacklogNotes({
  countWaiting,
  read,
  write,
  clock,
  elapsed,
  folds,
  lag,
  report,
}: BacklogDeps): BacklogNotes {
  const sums = { messages: 0, interactions: 0, seconds: 0 };
  const seenAt = new Map<string, number>();
  const countAcceptedSince = createCountAcceptedSince();
  let lastEnd = Number.NEGATIVE_INFINITY;
  let lastNote = Number.NEGATIVE_INFINITY;

  const note = async (now: number, newestSentAt: number): Promise<void> => {
    const rate = (folds * sums.interactions) / sums.seconds;
    const [before, messages] = await Promise.all([read(), countMessages()]);
    const accepted = countAcceptedSince({ at: now, accepted: before.accepted }, newestSentAt);
    if (before.note !== undefined && isRecent(before.note.at, now, apart)) return;
    for (const [source, at] of seenAt) if (now - at > sending) seenAt.delete(source);
    const waiting =
      messages === undefined
        ? (accepted ?? (rate * Math.max(0, now - newestSentAt)) / 1000)
        : between(accepted ?? (messages * sums.interactions) / sums.messages, messages, messages * largest);
    const seen = { at: now, waiting: Math.round(waiting), rate: Math.round(rate), sources: seenAt.size };
    await write(before, nextBacklog(before, seen, lag));
  };

  const countMessages = () =>
    countWaiting().catch((error: unknown) => {
      report('count what waits', error);
      return undefined;
    });

  return {
    begin() {
      const began = elapsed();
      return async ({ messages, interactions, sources, newestSentAt }) => {
        const now = clock();
        const end = elapsed();
        for (const source of sources) seenAt.set(source, now);
        const from = began - lastEnd < pause ? lastEnd : began;
        lastEnd = end;
        sums.messages = sums.messages * fading + messages;
        sums.interactions = sums.interactions * fading + interactions;
        sums.seconds = sums.seconds * fading + Math.max(1, end - from) / 1000;
        if (end - lastNote < apart) return;
        lastNote = end;
        await note(now, newestSentAt).catch((error: unknown) => report('note how far the fold is behind', error));
      };
    },
  };
}

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
