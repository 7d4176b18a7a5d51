/** The sign of a mark by its place: circled 1 to 20, then plain numbers in brackets. */
export const markSign = (index: number): string =>
  index < 20 ? String.fromCodePoint(0x2460 + index) : `(${index + 1})`;
