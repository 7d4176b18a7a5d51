import { describe, expect, it } from 'vitest';
import type { ChartColumn, ChartTable } from '../../../dashboard/charts/chart-table.ts';
import { changeColumn, metricColumn } from '../../../dashboard/charts/metric-column.ts';
import { csvOf } from '../../../dashboard/charts/save-csv.ts';
import { createFormat } from '../../../dashboard/i18n/format.ts';

const table = (rows: ChartTable['rows']): ChartTable => ({
  columns: [{ label: 'Überschrift' }, { label: 'Anzahl', numeric: true, format: () => 'für Menschen' }],
  rows,
});

const heading = ({ label, unit }: ChartColumn) => (unit ? `${label} (${unit})` : label);

describe('the file of a chart', () => {
  it('says in the heading what values and changes are measured in, as the API tells them', async () => {
    const format = createFormat('en-GB', 'Europe/Berlin');
    const metrics = [
      { id: 'ENQUIRIES', unit: 'count', name: 'Enquiries' },
      { id: 'FIRST_RESPONSE_P50', unit: 'seconds', name: 'First response' },
      { id: 'RESPONSE_RATE', unit: 'ratio', name: 'Response rate' },
      { id: 'NET_SENTIMENT', unit: 'ratio', name: 'Net sentiment' },
    ];
    const columns = metrics.flatMap((metric) => [
      metricColumn(metric, format),
      changeColumn(metric, `${metric.name}, change`, format),
    ]);
    expect((await csvOf({ columns, rows: [] }, heading)).trimEnd().split(/,(?! )/)).toEqual([
      'Enquiries',
      '"Enquiries, change (ofBefore)"',
      'First response (seconds)',
      '"First response, change (ofBefore)"',
      'Response rate (share)',
      '"Response rate, change (points)"',
      'Net sentiment (balance)',
      '"Net sentiment, change (hundredths)"',
    ]);
  });

  it('holds the cells themselves, unrounded, under the headings of the table', async () => {
    expect(await csvOf(table([['Büro', 1 / 3]]), heading)).toBe('Überschrift,Anzahl\r\nBüro,0.3333333333333333\r\n');
  });

  it('quotes separators, quotes and line breaks as RFC 4180 says', async () => {
    const csv = await csvOf(table([['a "b", c\nd', 1]]), heading);
    expect(csv.split('\r\n')[1]).toBe('"a ""b"", c\nd",1');
  });

  it('leaves a cell empty that has no value', async () => {
    expect((await csvOf(table([['Büro', null]]), heading)).split('\r\n')[1]).toBe('Büro,');
  });

  it('makes texts harmless that a spreadsheet would run, and leaves negative numbers numbers', async () => {
    const rows: ChartTable['rows'] = [
      ['=1+1', -0.5],
      ['@SUM(A1)', 0],
      ['-2', 1],
      ['+3', 2],
    ];
    const lines = (await csvOf(table(rows), heading)).split('\r\n').slice(1, -1);
    expect(lines).toEqual(["'=1+1,-0.5", "'@SUM(A1),0", "'-2,1", "'+3,2"]);
  });
});
