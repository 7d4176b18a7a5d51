import { dropOldest } from './drop-oldest.ts';
import {
  decideLocally,
  forgetSlowly,
  fullAfter,
  type KnownBucket,
  type RateLimit,
  unknownBucket,
} from './rate-limit.ts';
import type { Spend } from './store/rate-buckets.ts';

/** 0 when so many may pass, else the milliseconds to wait. */
export type Take = (key: string, count: number, limit: RateLimit) => Promise<number>;

/** Milliseconds without a question after a refusal: many instances at one limit would be refused again and again. */
const pause = 200;
/** Keys whose buckets are kept; a forgotten one is asked for again when it is near its limit. */
const keysKept = 10_000;

/**
 * Token buckets that all instances of a function share. Far from its limit a bucket costs no call; near it each taking
 * is one conditional write in the registry, and what must wait costs none again. Instances that give out less than a
 * thirty-second of the rate each are not counted: n of them may let pass n thirty-seconds more. When the registry does not
 * answer, the process goes by what it knows itself.
 */
export function createRateLimiter(
  spend: Spend,
  clock: () => number,
  report: (failed: string, error: unknown) => void,
): Take {
  const buckets = new Map<string, KnownBucket>();
  const keep = (key: string, bucket: KnownBucket) => {
    if (!buckets.has(key)) dropOldest(buckets, keysKept);
    buckets.set(key, bucket);
  };
  return async (key, count, limit) => {
    const now = clock();
    const bucket = forgetSlowly(buckets.get(key) ?? unknownBucket(now), limit, now);
    const decision = decideLocally(bucket, count, limit, now);
    if (decision.is === 'wait') return decision.milliseconds;
    const after = fullAfter(bucket.fullAt, count, limit, now);
    if (decision.is === 'pass') {
      keep(key, { ...bucket, fullAt: after, unreported: bucket.unreported + count });
      return 0;
    }
    // Others that come meanwhile do not report the same again.
    keep(key, { ...bucket, unreported: 0 });
    const { unreported, registered: known } = bucket;
    const { granted, fullAt: registered } = await spend({ key, known, unreported, count, limit, now }).catch(
      (error: unknown) => {
        report('ask for a rate limit', error);
        return { granted: true, fullAt: after };
      },
    );
    const since = { ...(buckets.get(key) ?? bucket), registered };
    if (granted) {
      keep(key, { ...since, fullAt: Math.max(since.fullAt, after, registered) });
      return 0;
    }
    const refused = {
      ...since,
      fullAt: Math.max(since.fullAt, registered),
      unreported: since.unreported + unreported,
      askAgainAt: now + pause,
    };
    keep(key, refused);
    const then = decideLocally(refused, count, limit, now);
    return then.is === 'wait' ? Math.max(then.milliseconds, pause) : pause;
  };
}
