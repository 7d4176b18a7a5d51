import { describe, expect, it } from 'vitest';
import { countedDays, lastMonths } from '../../../dashboard/views/collaboration/counted-days.ts';
import { matrixTable } from '../../../dashboard/views/collaboration/matrix-table.ts';
import { tiesOf } from '../../../dashboard/views/collaboration/ties.ts';

/** Rows write, columns receive; null is withheld. */
const cellsOf = (rows: Record<string, (number | null)[]>) =>
  Object.entries(rows).flatMap(([from, row]) =>
    Object.keys(rows).map((to, at) => ({ from: { id: from }, to: { id: to }, interactions: row[at] ?? null })),
  );

describe('ties between departments', () => {
  it('are told once for each pair, by the busier way', () => {
    const { strongest } = tiesOf(cellsOf({ sales: [9, 31], service: [20, 9] }));
    expect(strongest).toEqual([{ from: 'sales', to: 'service', count: 31, back: 20 }]);
  });

  it('do not say what came back when that is withheld', () => {
    const { strongest } = tiesOf(cellsOf({ sales: [9, 31], service: [null, 9] }));
    expect(strongest[0]?.back).toBeNull();
  });

  it('of equal ways are told once, too', () => {
    expect(tiesOf(cellsOf({ sales: [0, 5], service: [5, 0] })).strongest).toHaveLength(1);
  });

  it('are missing only where both ways are known to be silent', () => {
    const { silent, alone } = tiesOf(
      cellsOf({ sales: [0, 5, 0, 0], service: [0, 0, null, 0], product: [0, 0, 0, 0], hr: [0, 0, 0, 0] }),
    );
    expect(silent).toEqual([['sales', 'product']]);
    expect(alone).toEqual(['hr']);
  });

  it('tell a department alone that is silent towards all, and name it in no pair', () => {
    const { silent, alone } = tiesOf(cellsOf({ sales: [0, 5, 0], service: [2, 0, 0], hr: [0, 0, 80] }));
    expect(alone).toEqual(['hr']);
    expect(silent).toEqual([]);
  });
});

describe('the days counted of employees', () => {
  it('are whole months when the days are', () => {
    expect(countedDays({ from: '2026-06-01', to: '2026-07-31' }, '2026-11-22')).toEqual({
      from: '2026-06-01',
      to: '2026-07-31',
      unit: 'MONTH',
    });
  });

  it('are the whole ISO weeks within other days', () => {
    expect(countedDays({ from: '2026-10-25', to: '2026-11-21' }, '2026-11-22')).toEqual({
      from: '2026-10-26',
      to: '2026-11-15',
      unit: 'WEEK',
    });
  });

  it('are over: a month that runs gives its weeks, a week that ends today does not count', () => {
    expect(countedDays({ from: '2026-11-01', to: '2026-11-30' }, '2026-11-22')).toEqual({
      from: '2026-11-02',
      to: '2026-11-15',
      unit: 'WEEK',
    });
  });

  it('are none when no whole week lies in them', () => {
    expect(countedDays({ from: '2026-11-15', to: '2026-11-21' }, '2026-11-22')).toBeUndefined();
    expect(countedDays({ from: '2026-12-01', to: '2026-12-31' }, '2026-11-22')).toBeUndefined();
  });

  it('may be a single month instead: the last ones that are over', () => {
    expect(lastMonths('2026-01-31', 2)).toEqual([
      { from: '2025-12-01', to: '2025-12-31' },
      { from: '2025-11-01', to: '2025-11-30' },
    ]);
  });
});

describe('the table of the matrix', () => {
  it('has a row for each pair, empty and said so where withheld', () => {
    const words = { from: 'From', to: 'To', interactions: 'Interactions', told: 'State', yes: 'told', no: 'withheld' };
    const departments = [
      { id: 'sales', name: 'Sales' },
      { id: 'hr', name: 'Human Resources' },
    ];
    const { rows } = matrixTable(
      { departments, cells: cellsOf({ sales: [3, null], hr: [0, 1] }) },
      { ...words, write: String },
    );
    expect(rows).toEqual([
      ['Sales', 'Sales', 3, 'told'],
      ['Sales', 'Human Resources', null, 'withheld'],
      ['Human Resources', 'Sales', 0, 'told'],
      ['Human Resources', 'Human Resources', 1, 'told'],
    ]);
  });
});
