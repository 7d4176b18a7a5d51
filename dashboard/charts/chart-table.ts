export type Cell = string | number | null;

/** What a number in a file is measured in, as `charts.json` names it. */
export type CellUnit = 'seconds' | 'days' | 'share' | 'balance' | 'points' | 'hundredths' | 'ofBefore';

export interface ChartColumn {
  label: string;
  /** Of its cells; files say it in the heading, as `format` does on the page. None: they are counts or texts. */
  unit?: CellUnit | undefined;
  /** Writes a cell for people; files hold the cell itself. */
  format?: (cell: string | number) => string;
  /** Numbers stand at the end of their column. */
  numeric?: boolean;
}

/**
 * What a chart shows, as rows: the picture, its table and its file are all made from this one, so they cannot disagree.
 * Instants are ISO 8601 with the offset of the view's zone, days `YYYY-MM-DD`, ratios 0 to 1, durations seconds.
 */
export interface ChartTable {
  columns: readonly ChartColumn[];
  rows: readonly (readonly Cell[])[];
}

/** Writes a cell as its column says; null as a dash. */
export const writeCell = (column: ChartColumn | undefined, cell: Cell): string =>
  cell === null ? '–' : column?.format ? column.format(cell) : String(cell);
