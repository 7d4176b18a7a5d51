import * as z from 'zod';
import { isRecent } from './is-recent.ts';

/** How far the fold is behind, as it notes every few seconds. */
export const backlogSchema = z.object({
  /** When it was noted, milliseconds since 1970. */
  at: z.number(),
  /** Interactions that wait, and how many are folded each second while some do. */
  waiting: z.number(),
  rate: z.number(),
  /** Sources that some of the last were of. */
  sources: z.number(),
  /** All interactions that the doors ever counted as accepted, as it was known then. */
  counted: z.number().default(0),
  /** Interactions a second that one source may send; absent while all may send what they like. */
  share: z.number().optional(),
});
export type Backlog = z.infer<typeof backlogSchema>;

/** The note, and what the doors counted meanwhile. */
export interface KnownBacklog {
  note?: Backlog | undefined;
  accepted: number;
}

/** Seconds of lag above which each source gets its fair share, and above which nothing is taken. */
export interface LagLimits {
  soft: number;
  hard: number;
}

/** Seconds until an interaction that is accepted now will be folded. */
export const lagOf = ({ waiting, rate }: Pick<Backlog, 'waiting' | 'rate'>): number =>
  waiting === 0 ? 0 : waiting / Math.max(rate, 1);

/** A share that was noted so long ago is no longer steered by anybody, milliseconds. */
const steered = 30_000;

/** Whether sources have a share each just now, as more comes in than is folded. */
export const isBehind = (note: Backlog | undefined, now: number): note is Backlog & { share: number } =>
  note?.share !== undefined && isRecent(note.at, now, steered + 1);

/** A note older than this tells nothing about how much comes in, milliseconds. */
const stale = 60_000;
/** A rate that was seen counts half as much so many milliseconds later: small batches are folded at a lower one. */
const remembered = 20_000;
/** How much a share may change from one note to the next: more would swing. */
const step = { down: 0.5, up: 1.25 };
/** What may come in beside what is folded, to come back to the aim. */
const pull = { down: 0.7, up: 1.25 };
/** Of what is folded for each source, so much is never taken from one. */
const kept = 0.8;
/** A share so many times the whole rate binds nobody. */
const unbinding = 8;

/**
 * The next note. Above the soft lag, for more than one note, a share begins at all that is folded each second; from then on it is moved by the ratio
 * of what ought to come in to what does, so that it settles at the level at which all that sources send, each cut off there,
 * is what is folded: the fair share of max-min fairness, whoever sends how much. A source that sends less than an equal part
 * is left alone, unless the lag is half way from the soft to the hard one. It aims at half the soft lag, and ends once it binds nobody.
 */
export function nextBacklog(
  { note: before, accepted }: KnownBacklog,
  seen: Pick<Backlog, 'at' | 'waiting' | 'rate' | 'sources'>,
  { soft, hard }: LagLimits,
): Backlog {
  const fresh = before !== undefined && seen.at >= before.at && seen.at - before.at <= stale ? before : undefined;
  const rate = Math.max(seen.rate, fresh ? fresh.rate * 0.5 ** ((seen.at - fresh.at) / remembered) : 0);
  const next = { ...seen, rate: Math.round(rate), counted: accepted };
  const lag = lagOf(next);
  if (fresh?.share === undefined) {
    const behind = fresh !== undefined && Math.min(lag, 2 * lagOf(fresh)) > soft;
    return behind ? { ...next, share: Math.max(1, rate) } : next;
  }
  const incoming = Math.max(0, accepted - fresh.counted) / Math.max(0.1, (seen.at - fresh.at) / 1000);
  const wanted = rate * between(1 - (lag - soft / 2) / (2 * soft), pull.down, pull.up);
  const moved = fresh.share * between(wanted / Math.max(incoming, 1), step.down, step.up);
  const equal = lag > (soft + hard) / 2 ? 0 : (kept * rate) / Math.max(1, seen.sources);
  const share = Math.max(1, equal, moved);
  return share > unbinding * rate && lag < soft ? next : { ...next, share };
}

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
