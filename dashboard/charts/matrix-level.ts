/** How dark a cell of a heat map is: 0 for nothing, 1 to 5 by the square root of its share of the greatest, so that small ones differ, too. */
export function matrixLevel(value: number, greatest: number): number {
  if (value <= 0 || greatest <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil(Math.sqrt(value / greatest) * 5)));
}
