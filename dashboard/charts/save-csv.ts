import type { ChartTable } from './chart-table.ts';
import { download } from './download.ts';

/** Saves the rows of a chart: RFC 4180, UTF-8 with a mark for spreadsheets; texts that a spreadsheet would run are made harmless. */
export async function saveCsv(table: ChartTable, file: string): Promise<void> {
  download(new Blob(['\uFEFF', await csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
}

/** The rows as they are, unrounded, under the headings of the table. */
export async function csvOf({ columns, rows }: ChartTable): Promise<string> {
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  return stringify([columns.map(({ label }) => label), ...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
