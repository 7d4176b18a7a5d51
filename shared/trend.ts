/** A straight line through months, and how far off a single month may be. */
export interface Trend {
  at(x: number): number;
  /** Half the width of the 80 % prediction interval at `x`. */
  margin(x: number): number;
}

/** 90 % quantiles of Student's t for 1 to 10 degrees of freedom (NIST/SEMATECH e-Handbook, section 1.3.6.7.2). */
const studentT90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372];

/** A trend is that of three to twelve points. */
export const trendPoints = { least: 3, most: 12 } as const;

/**
 * The line of weighted least squares through points, and its 80 % prediction interval for a point of their mean weight w̄:
 * ŷ ± t(0.9; n − 2) · s · √(1/w̄ + 1/Σwᵢ + (x − x̄)² / Σwᵢ(xᵢ − x̄)²), x̄ weighted, s² = Σwᵢ(yᵢ − ŷᵢ)² / (n − 2). A point's variance is taken
 * as σ²/w, as that of a share of w observations is (Draper and Smith, Applied Regression Analysis, 3rd ed. 1998, chapter 9;
 * the interval as `predict.lm` of R computes it with weights). With equal weights it is ordinary least squares. Undefined
 * for less than three points; x values differ, weights are greater than 0.
 */
export function trendOf(points: readonly { x: number; y: number; weight: number }[]): Trend | undefined {
  const n = points.length;
  const quantile = studentT90[Math.min(n - 2, studentT90.length) - 1];
  if (n < trendPoints.least || quantile === undefined) return undefined;
  const sum = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((total, point) => total + point.weight * of(point), 0);
  const weights = sum(() => 1);
  const meanX = sum(({ x }) => x) / weights;
  const meanY = sum(({ y }) => y) / weights;
  const spread = sum(({ x }) => (x - meanX) ** 2);
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const at = (x: number): number => meanY + slope * (x - meanX);
  const s = Math.sqrt(sum(({ x, y }) => (y - at(x)) ** 2) / (n - 2));
  return { at, margin: (x) => quantile * s * Math.sqrt(n / weights + 1 / weights + (x - meanX) ** 2 / spread) };
}
