import { balanceZ, enoughObservations, medianZ, shareZ } from './beyond-chance.ts';
import { isSure, type Told } from './told.ts';

/** How shares, balances and medians are told apart. */
export type RatedKind = 'share' | 'balance' | 'median';

/** A value; of a median with the 90 % quantile of the same durations. */
export interface Rated<Value extends Told = Told> {
  value: Value;
  p90?: number | null | undefined;
}

/**
 * The z score of the difference of two told values of a metric, positive when the first is greater. Undefined when one of them
 * is empty, withheld, incomplete or censored, or rests on fewer than `enoughObservations`.
 */
export function toldZ(kind: RatedKind, one: Rated, other: Rated): number | undefined {
  if (!isSure(one.value) || !isSure(other.value)) return undefined;
  const [n, otherN] = [one.value.n ?? 0, other.value.n ?? 0];
  if (Math.min(n, otherN) < enoughObservations) return undefined;
  if (kind !== 'median') return (kind === 'balance' ? balanceZ : shareZ)(sampleOf(one.value), sampleOf(other.value));
  if (one.p90 == null || other.p90 == null) return undefined;
  return medianZ(
    { median: one.value.value, p90: one.p90, n },
    { median: other.value.value, p90: other.p90, n: otherN },
  );
}

const sampleOf = ({ numerator, denominator }: Told) => ({ numerator: numerator ?? 0, denominator: denominator ?? 0 });
