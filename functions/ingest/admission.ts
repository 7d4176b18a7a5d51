import { isRecent } from '../../shared/is-recent.ts';
import type { Take } from '../../shared/rate-limiter.ts';
import { type Backlog, isBehind, type KnownBacklog, type LagLimits, lagOf } from '../../shared/rate-share.ts';
import type { Problem } from './problem.ts';

export interface AdmissionDeps {
  /** Tells what was accepted since it was last told, and is told what the fold noted last. */
  countAccepted: (interactions: number) => Promise<KnownBacklog>;
  take: Take;
  lag: LagLimits;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** From 0 up to 1: spreads those who are told to come again. */
  random: () => number;
  report: (failed: string, error: unknown) => void;
}

export interface Admission {
  /** Why nothing is taken at all just now; undefined when something is. `patience` multiplies the hard lag. */
  closed: (patience?: number) => Promise<Problem | undefined>;
  /** Why so many interactions of a source are not taken just now, as it sends more than its share. */
  share: (source: string, count: number, patience?: number) => Promise<Problem | undefined>;
  /** Counts what was let in and is on the bus. */
  accepted: (count: number) => void;
}

/** Milliseconds for which a note is taken for the newest. */
const kept = 2_000;
/** Requests further apart than this are no run of them, milliseconds: a fold that nobody needs notes nothing. */
const pause = 30_000;
/** Milliseconds between two requests that are let in while the fold is silent: it can note nothing of what never comes. */
const probing = 30_000;
/** Seconds of its share that a source may send at once. */
const burst = 5;

/**
 * Lets in what can be folded soon. Tells what it let in and reads the note of the fold in one call every two seconds: below
 * the soft lag all pass, above it each source has its share, above the hard lag none passes. A fold that notes nothing
 * of what was accepted although requests come without a pause is as far behind as it is silent, and one request in half a
 * minute is let in to hear of it. A note that cannot be read closes nothing.
 */
export function createAdmission(deps: AdmissionDeps): Admission {
  const { take, lag, clock, random, report } = deps;
  let note: Backlog | undefined;
  let told = false;
  let readable = true;
  let reading: Promise<void> | undefined;
  let uncounted = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let runBegan = 0;
  let lastRequest = Number.NEGATIVE_INFINITY;
  let lastAccepted = Number.NEGATIVE_INFINITY;
  let probedAt = Number.NEGATIVE_INFINITY;

  const refresh = async (now: number) => {
    // Only who asks waits for the answer, and all for the first one.
    if (isRecent(readAt, now, kept)) return told ? undefined : reading;
    readAt = now;
    const counting = uncounted;
    uncounted = 0;
    reading = deps.countAccepted(counting).then(
      (known) => {
        note = known.note;
        told = true;
        readable = true;
      },
      (error: unknown) => {
        readable = false;
        uncounted += counting;
        report('read how far the fold is behind', error);
      },
    );
    return reading;
  };

  /** Seconds, by what the fold noted, and by how long it has noted nothing of what it was given. */
  const behind = (now: number): { noted: number; silent: number } => {
    if (!readable) return { noted: 0, silent: 0 };
    const noted = note === undefined ? 0 : lagOf(note) - Math.max(0, now - note.at) / 1000;
    // Requests of which nothing was accepted leave the fold nothing to note.
    const owesNote = lastAccepted > (note?.at ?? 0);
    return { noted, silent: owesNote ? (now - Math.max(note?.at ?? 0, runBegan)) / 1000 : 0 };
  };

  return {
    async closed(patience = 1) {
      const now = clock();
      if (now - lastRequest > pause) runBegan = now;
      lastRequest = now;
      await refresh(now);
      const { noted, silent } = behind(now);
      const hard = lag.hard * patience;
      const over = Math.max(noted, silent) - hard;
      if (over <= 0) return undefined;
      if (noted <= hard && !isRecent(probedAt, now, probing)) {
        probedAt = now;
        return undefined;
      }
      return { ...overloaded, retryAfter: Math.ceil(Math.min(300, 10 + over) * (1 + random())) };
    },

    async share(source, count, patience = 1) {
      const now = clock();
      await refresh(now);
      if (!isBehind(note, now)) return undefined;
      const perSecond = note.share * patience;
      const wait = await take(`share ${source}`, count, { perSecond, burst: burst * perSecond });
      return wait > 0 ? { ...overShare, retryAfter: Math.ceil((wait / 1000) * (1 + random())) } : undefined;
    },

    accepted(count) {
      uncounted += count;
      if (count > 0) lastAccepted = clock();
    },
  };
}

const overloaded = {
  status: 503,
  code: 'OVERLOADED',
  message: 'So much waits to be counted that nothing more is taken: send it again when Retry-After says.',
} as const;
const overShare = {
  status: 429,
  code: 'OVER_SHARE',
  message:
    'More comes in than can be counted, and this source sends more than its share of that: send it again when Retry-After says.',
} as const;
