export interface RateLimit {
  /** Interactions a key may send each second, and at once after a pause. */
  perSecond: number;
}

/** Keys whose buckets are kept; a forgotten key starts with a full bucket. */
const keysKept = 10_000;

/**
 * A token bucket for each key. `take` returns 0 when `count` may pass, else the whole seconds to wait. A request larger
 * than a full bucket passes once the bucket is full and leaves it in debt, so that no batch size is impossible. The
 * buckets live in one process: n function instances allow n times the rate.
 */
export function createTokenBuckets({ perSecond }: RateLimit, clock: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key: string, count: number): number {
      const now = clock();
      const bucket = buckets.get(key) ?? { tokens: perSecond, at: now };
      bucket.tokens = Math.min(perSecond, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000);
      bucket.at = now;
      if (!buckets.has(key)) {
        if (buckets.size >= keysKept) buckets.delete(buckets.keys().next().value ?? '');
        buckets.set(key, bucket);
      }
      const needed = Math.min(count, perSecond);
      if (bucket.tokens < needed) return Math.max(1, Math.ceil((needed - bucket.tokens) / perSecond));
      bucket.tokens -= count;
      return 0;
    },
  };
}
