/**
 * DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees",
 * VLDB 2019): a value x falls in bucket ceil(log_gamma x), gamma = (1 + a) / (1 - a), and a bucket answers with
 * 2 gamma^i / (gamma + 1), at most the relative error a away from every value in it. Buckets are plain counters, so
 * sketches add and subtract like any other cell.
 */
export const relativeError = 0.01;

const gamma = (1 + relativeError) / (1 - relativeError);
const logGamma = Math.log(gamma);

/** The bucket of a duration in milliseconds: 0 for less than 1 ms, else from 1 upwards (about 1,400 for 50 years). */
export function bucketOf(milliseconds: number): number {
  if (milliseconds < 1) return 0;
  // Rounding may put an exact power of gamma one bucket off, which stays within the error but must be stable.
  return 1 + Math.max(0, Math.ceil(Math.log(milliseconds) / logGamma - 1e-9));
}

/** The duration, in milliseconds, that a bucket answers with. */
export function durationOf(bucket: number): number {
  return bucket === 0 ? 0 : (2 * gamma ** (bucket - 1)) / (gamma + 1);
}

/**
 * The quantile q (0 < q <= 1) by nearest rank over counts indexed by bucket: the value of the bucket that holds the
 * ceil(q n)-th smallest. Milliseconds, or undefined when nothing was counted.
 */
export function quantileOf(counts: ArrayLike<number>, q: number): number | undefined {
  let n = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) n += counts[bucket] ?? 0;
  if (n <= 0) return undefined;
  const rank = Math.ceil(q * n - 1e-9);
  let seen = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    seen += counts[bucket] ?? 0;
    if (seen >= rank) return durationOf(bucket);
  }
  return undefined;
}
