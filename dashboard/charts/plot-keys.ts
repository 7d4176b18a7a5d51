/** Data that the keyboard walks: rows (series) of points in the order of the axis; `at` gives their place in the scales x and y, and fy of small multiples. */
export interface PlotSteps<Datum> {
  rows: readonly (readonly Datum[])[];
  at: (datum: Datum) => { x: unknown; y: unknown; fy?: unknown };
  /** A point in words, as its tip says it. */
  read: (datum: Datum) => string;
}

export interface PlotPlace {
  row: number;
  column: number;
}

/** Where a key leads: along a row, to its ends, or to the nearest place of another row; undefined for other keys. */
export function nextPlace(key: string, { row, column }: PlotPlace, lengths: readonly number[]): PlotPlace | undefined {
  const last = (of: number) => (lengths[of] ?? 1) - 1;
  const within = (of: number, wanted: number) => ({ row: of, column: Math.max(0, Math.min(last(of), wanted)) });
  switch (key) {
    case 'ArrowRight':
      return within(row, column + 1);
    case 'ArrowLeft':
      return within(row, column - 1);
    case 'Home':
      return within(row, 0);
    case 'End':
      return within(row, last(row));
    case 'ArrowUp':
      return within(Math.max(0, row - 1), column);
    case 'ArrowDown':
      return within(Math.min(lengths.length - 1, row + 1), column);
    default:
      return undefined;
  }
}
