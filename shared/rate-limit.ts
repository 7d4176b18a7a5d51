/** How much a source or a viewer may have: `perSecond` for good, `burst` of it at once after a pause. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** What a process knows of a bucket. Instants are microseconds since 1970, but for those that say otherwise. */
export interface KnownBucket {
  /** When all tokens will be back that are known to be taken: no earlier than they truly are. */
  fullAt: number;
  /** What the registry last said of that. */
  registered: number;
  /** Tokens that this process gave out since, and nobody else knows of. */
  unreported: number;
  /** When `unreported` was last looked at, milliseconds since 1970. */
  seenAt: number;
  /** The registry refused just now, and is not asked again before this, milliseconds since 1970. */
  askAgainAt: number;
}

export const unknownBucket = (now: number): KnownBucket => ({
  fullAt: 0,
  registered: 0,
  unreported: 0,
  seenAt: now,
  askAgainAt: 0,
});

/** So little of a token is no reason to wait. */
const hair = 0.001;
/** Milliseconds for which the registry is not asked again at most. */
const longestPause = 1_000;
/** The part of what is left that one process gives out before it asks the registry. */
const unaskedShare = 1 / 8;
/** A process that gives out no more than this part of the rate never asks: 32 such are one limit together. */
const forgottenShare = 1 / 32;

/** Microseconds in which so many tokens come back. */
export const refillTime = (tokens: number, { perSecond }: RateLimit): number => Math.round((tokens / perSecond) * 1e6);

/** The latest `fullAt` at which so many may still be taken, a little later than what a process takes for certain. */
export const latestFullAt = (count: number, limit: RateLimit, now: number): number =>
  now * 1000 + refillTime(limit.burst - Math.min(count, limit.burst) + 2 * hair, limit) + 2;

/** More tokens than any request asks for at once. */
const mostAtOnce = 100_000;

/** Whether no taking can have led to this `fullAt`: a clock that was wrong for a while has. */
export const isOfWrongClock = (fullAt: number, limit: RateLimit, now: number): boolean =>
  fullAt > (now + 60_000) * 1000 + refillTime(limit.burst + mostAtOnce, limit);

/**
 * Whether `count` may pass by what this process knows: `pass` is far enough from the limit to tell nobody, `ask` is for
 * the registry to decide, `wait` is certain (others only take more), in milliseconds. More than a whole bucket passes when
 * the bucket is full and leaves it in debt, so that no batch is impossible.
 */
export function decideLocally(
  bucket: KnownBucket,
  count: number,
  limit: RateLimit,
  now: number,
): { is: 'pass' | 'ask' } | { is: 'wait'; milliseconds: number } {
  const taken = (Math.max(0, bucket.fullAt - now * 1000) * limit.perSecond) / 1e6;
  const left = limit.burst - taken;
  const needed = Math.min(count, limit.burst);
  if (left + hair < needed) return { is: 'wait', milliseconds: ((needed - left) / limit.perSecond) * 1000 };
  if (now < bucket.askAgainAt) return { is: 'wait', milliseconds: bucket.askAgainAt - now };
  return { is: bucket.unreported + count <= (left + bucket.unreported) * unaskedShare ? 'pass' : 'ask' };
}

/** The instant at which all is back when tokens are taken now. */
export const fullAfter = (fullAt: number, tokens: number, limit: RateLimit, now: number): number =>
  Math.max(fullAt, now * 1000) + refillTime(tokens, limit);

/** The bucket as it is at `now`: what was given out slowly is forgotten, as it came back long ago, and what a wrong clock said. */
export function forgetSlowly(bucket: KnownBucket, limit: RateLimit, now: number): KnownBucket {
  if (isOfWrongClock(bucket.fullAt, limit, now)) return unknownBucket(now);
  const forgotten = (Math.max(0, now - bucket.seenAt) / 1000) * limit.perSecond * forgottenShare;
  const askAgainAt = Math.min(bucket.askAgainAt, now + longestPause);
  return { ...bucket, unreported: Math.max(0, bucket.unreported - forgotten), seenAt: now, askAgainAt };
}
