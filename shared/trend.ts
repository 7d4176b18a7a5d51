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
 * The line of ordinary least squares through points, and its 80 % prediction interval
 * ŷ ± t(0.9; n − 2) · s · √(1 + 1/n + (x − x̄)² / Σ(xᵢ − x̄)²), s² = Σ(yᵢ − ŷᵢ)² / (n − 2) (Draper and Smith, Applied Regression
 * Analysis, 3rd ed. 1998, section 3.1). Undefined for less than three points; x values differ.
 */
export function trendOf(points: readonly { x: number; y: number }[]): Trend | undefined {
  const n = points.length;
  const quantile = studentT90[Math.min(n - 2, studentT90.length) - 1];
  if (n < trendPoints.least || quantile === undefined) return undefined;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const at = (x: number): number => meanY + slope * (x - meanX);
  const s = Math.sqrt(points.reduce((sum, { x, y }) => sum + (y - at(x)) ** 2, 0) / (n - 2));
  return { at, margin: (x) => quantile * s * Math.sqrt(1 + 1 / n + (x - meanX) ** 2 / spread) };
}
