import { describe, expect, it } from 'vitest';
import type { ChartTable } from '../../../dashboard/charts/chart-table.ts';
import { csvOf } from '../../../dashboard/charts/save-csv.ts';

const table = (rows: ChartTable['rows']): ChartTable => ({
  columns: [{ label: 'Überschrift' }, { label: 'Anzahl', numeric: true, format: () => 'für Menschen' }],
  rows,
});

describe('the file of a chart', () => {
  it('holds the cells themselves, unrounded, under the headings of the table', async () => {
    expect(await csvOf(table([['Büro', 1 / 3]]))).toBe('Überschrift,Anzahl\r\nBüro,0.3333333333333333\r\n');
  });

  it('quotes separators, quotes and line breaks as RFC 4180 says', async () => {
    const csv = await csvOf(table([['a "b", c\nd', 1]]));
    expect(csv.split('\r\n')[1]).toBe('"a ""b"", c\nd",1');
  });

  it('leaves a cell empty that has no value', async () => {
    expect((await csvOf(table([['Büro', null]]))).split('\r\n')[1]).toBe('Büro,');
  });

  it('makes texts harmless that a spreadsheet would run, and leaves negative numbers numbers', async () => {
    const rows: ChartTable['rows'] = [
      ['=1+1', -0.5],
      ['@SUM(A1)', 0],
      ['-2', 1],
      ['+3', 2],
    ];
    const lines = (await csvOf(table(rows))).split('\r\n').slice(1, -1);
    expect(lines).toEqual(["'=1+1,-0.5", "'@SUM(A1),0", "'-2,1", "'+3,2"]);
  });
});
