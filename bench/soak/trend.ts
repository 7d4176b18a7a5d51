/** A line through points that a few wild ones do not move, and how sure its slope is. */
export interface Trend {
  /** Of the value for each unit of x; `low` and `high` enclose it with 95 % confidence. */
  slope: number;
  low: number;
  high: number;
  median: number;
}

export interface Point {
  x: number;
  y: number;
}

/**
 * The Theil-Sen slope, which is the median of the slopes between all pairs, with Sen's rank interval (P. K. Sen, 1968). NaN
 * for less than three points.
 */
export function trendOf(points: readonly Point[]): Trend {
  const slopes: number[] = [];
  points.forEach((one, index) => {
    for (const other of points.slice(index + 1)) {
      if (other.x !== one.x) slopes.push((other.y - one.y) / (other.x - one.x));
    }
  });
  slopes.sort((a, b) => a - b);
  const n = points.length;
  const spread = 1.96 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  return {
    slope: n < 3 ? Number.NaN : medianOf(slopes),
    low: n < 3 ? Number.NaN : at((slopes.length - spread) / 2 - 1),
    high: n < 3 ? Number.NaN : at((slopes.length + spread) / 2),
    median: medianOf(points.map(({ y }) => y)),
  };
}

/**
 * Whether a series is flat: not to be called growing. It grows when even the low end of its slope, over the whole time that
 * was looked at, adds more than `tolerance`. Less than three points are no series, and not flat.
 */
export function isFlat(points: readonly Point[], tolerance: number): boolean {
  const xs = points.map(({ x }) => x);
  return trendOf(points).low * (Math.max(...xs) - Math.min(...xs)) <= tolerance;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
