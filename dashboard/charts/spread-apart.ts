/**
 * Moves positions on a line as little as it takes to be `gap` apart within `least` and `most`, in their order; where there is no
 * room for that they touch the upper end. For names at the ends of lines.
 */
export function spreadApart(positions: readonly number[], gap: number, least: number, most: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const placed = [...positions];
  let floor = least;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, floor);
    floor = (placed[index] ?? 0) + gap;
  }
  let ceiling = most;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - gap;
  }
  return placed;
}
