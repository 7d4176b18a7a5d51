/** What two shares are told apart by: counts of observations. */
export interface Sample {
  numerator: number;
  denominator: number;
}

/**
 * How many standard errors apart two values must lie to differ beyond chance. An answer looks at some 150 pairs of
 * values: at 3.5 (two-sided p = 0.0005) fewer than one answer in ten holds one that chance alone made, as far as what is
 * counted comes one by one, or its bursts are known.
 */
export const beyondChance = 3.5;

/** Observations that a share or a median must rest on before it is compared. */
export const enoughObservations = 20;

/**
 * The z score of the difference of two shares with pooled variance (Fleiss, Levin and Paik, Statistical Methods for Rates
 * and Proportions, 3rd ed. 2003, section 3.2); positive when the first is greater, 0 when neither varies.
 */
export function shareZ(one: Sample, other: Sample): number {
  const pooled = (one.numerator + other.numerator) / (one.denominator + other.denominator);
  return meansZ(one, other, chanceOf.share(pooled));
}

/**
 * The z score of the difference of two balances (positive − negative) / scored. An observation is −1, 0 or 1, so that its
 * variance is at most 1 − m² about the pooled mean m: taken whole, which errs towards chance.
 */
export function balanceZ(one: Sample, other: Sample): number {
  const pooled = (one.numerator + other.numerator) / (one.denominator + other.denominator);
  return meansZ(one, other, chanceOf.balance(pooled));
}

/**
 * The z score of two counts of which the first was counted for `exposure` times as long (Przyborowski and Wilenski,
 * Biometrika 31, 1940: given their sum, one is binomial), its variance multiplied by `dispersion`: social interactions come
 * in bursts (quasi-Poisson: McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, section 6.2.3).
 */
export function countZ(one: number, other: number, exposure: number, dispersion: number): number {
  const variance = (one + other) * exposure * dispersion;
  return variance > 0 ? (one - other * exposure) / Math.sqrt(variance) : 0;
}

/** A median of durations, the duration that nine of ten keep within, and how many there were. */
export interface Durations {
  median: number;
  p90: number;
  n: number;
}

/**
 * The z score of two medians, an approximation: durations are taken as log-normal, of which ln p90 − ln median = 1.2816 σ,
 * and the median of n has the standard error √(π/2) · σ/√n in logarithms (Stuart and Ord, Kendall's Advanced Theory of
 * Statistics, vol. 1, 6th ed. 1994, section 10.10). σ is at least 0.5: machine-like evenness is not believed.
 */
export function medianZ(one: Durations, other: Durations): number {
  const error = Math.sqrt((Math.PI / 2) * (spread(one) ** 2 / one.n + spread(other) ** 2 / other.n));
  return (logarithm(one.median) - logarithm(other.median)) / error;
}

/** What was counted in a bucket of time, and on how much it rests: days of a count, observations of a share. */
export interface Portion {
  sum: number;
  weight: number;
}

/**
 * How much more than by chance portions vary about the mean of their group: Pearson's X² over its degrees of freedom, at least
 * 1. `varianceOf` is what chance makes of a mean, for each unit of weight. Undefined when no group has three portions: then
 * nothing is known of how much is usual.
 */
export function dispersionOf(
  groups: readonly (readonly Portion[])[],
  varianceOf: (mean: number) => number,
): number | undefined {
  let [chiSquare, freedom, known] = [0, 0, false];
  for (const group of groups.map((portions) => portions.filter(({ weight }) => weight > 0))) {
    if (group.length < 3) continue;
    known = true;
    const mean = total(group, ({ sum }) => sum) / total(group, ({ weight }) => weight);
    const variance = varianceOf(mean);
    if (!(variance > 0)) continue;
    chiSquare += total(group, ({ sum, weight }) => (sum - mean * weight) ** 2 / (variance * weight));
    freedom += group.length - 1;
  }
  if (!known) return undefined;
  return freedom > 0 ? Math.max(1, chiSquare / freedom) : 1;
}

/** The variance by chance of a mean, for each unit of weight: of counts as Poisson, of shares and balances as in their tests. */
export const chanceOf = {
  count: (mean: number): number => mean,
  share: (mean: number): number => mean * (1 - mean),
  balance: (mean: number): number => 1 - mean ** 2,
} as const;

function meansZ(one: Sample, other: Sample, variance: number): number {
  const error = Math.sqrt(variance * (1 / one.denominator + 1 / other.denominator));
  return error > 0 ? (one.numerator / one.denominator - other.numerator / other.denominator) / error : 0;
}

/** A second or less is as good as one. */
const logarithm = (seconds: number): number => Math.log(Math.max(1, seconds));
const spread = ({ median, p90 }: Durations): number => Math.max(0.5, (logarithm(p90) - logarithm(median)) / 1.2816);
const total = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((all, one) => all + of(one), 0);
