/** The value at a quantile by nearest rank; undefined of nothing. */
export function nearestRank(values: readonly number[], q: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1];
}
