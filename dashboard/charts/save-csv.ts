import type { ChartColumn, ChartTable } from './chart-table.ts';
import { download } from './download.ts';

/** The label of a column with the unit of its cells. */
type Heading = (column: ChartColumn) => string;

/** Saves the rows of a chart: RFC 4180, UTF-8 with a mark for spreadsheets; texts that a spreadsheet would run are made harmless. */
export async function saveCsv(table: ChartTable, file: string, heading: Heading): Promise<void> {
  download(new Blob(['\uFEFF', await csvOf(table, heading)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
}

/** The rows as they are, unrounded, each column under its heading. */
export async function csvOf({ columns, rows }: ChartTable, heading: Heading): Promise<string> {
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  return stringify([columns.map(heading), ...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
