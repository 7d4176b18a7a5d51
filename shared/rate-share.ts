import * as z from 'zod';

/** How far the fold is behind, as it notes every few seconds. */
export const backlogSchema = z.object({
  /** When it was noted, milliseconds since 1970. */
  at: z.number(),
  /** Interactions that wait, and how many are folded each second while some do. */
  waiting: z.number(),
  rate: z.number(),
  /** Interactions a second that one source may send; absent while all may send what they like. */
  share: z.number().optional(),
});
export type Backlog = z.infer<typeof backlogSchema>;

/** Seconds of lag above which each source gets its fair share, and above which nothing is taken. */
export interface LagLimits {
  soft: number;
  hard: number;
}

/** Seconds until an interaction that is accepted now will be folded. */
export const lagOf = ({ waiting, rate }: Pick<Backlog, 'waiting' | 'rate'>): number =>
  waiting === 0 ? 0 : waiting / Math.max(rate, 1);

/** A note older than this tells nothing about how much comes in, milliseconds. */
const stale = 60_000;
/** How much a share may change from one note to the next: more would swing. */
const step = { down: 0.7, up: 1.25 };
/** What may be folded beyond, or left below, what comes in, to come back to the aim. */
const pull = { down: 0.5, up: 1.25 };
/** A share so many times the whole rate binds nobody. */
const unbinding = 8;

/**
 * The next note. Above the soft lag a share begins at all that is folded each second; from then on it is moved by the ratio
 * of what ought to come in to what does, so that it settles at the level at which all that sources send, each cut off there,
 * is what is folded: the fair share of max-min fairness, whoever sends how much. It aims at half the soft lag, and is given
 * up once it binds nobody.
 */
export function nextBacklog(
  before: Backlog | undefined,
  seen: Pick<Backlog, 'at' | 'waiting' | 'rate'>,
  { soft }: Pick<LagLimits, 'soft'>,
): Backlog {
  const lag = lagOf(seen);
  const fresh = before !== undefined && seen.at - before.at <= stale ? before : undefined;
  if (fresh?.share === undefined) return lag > soft ? { ...seen, share: Math.max(1, seen.rate) } : seen;
  const seconds = Math.max(0.1, (seen.at - fresh.at) / 1000);
  const incoming = Math.max(0, seen.rate + (seen.waiting - fresh.waiting) / seconds);
  const aim = soft / 2;
  const wanted = seen.rate * between(1 - (lag - aim) / (2 * soft), pull.down, pull.up);
  const share = Math.max(1, fresh.share * between(wanted / Math.max(incoming, 1), step.down, step.up));
  return share > unbinding * seen.rate && lag < soft ? seen : { ...seen, share };
}

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
