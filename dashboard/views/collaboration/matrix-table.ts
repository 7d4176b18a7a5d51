import type { ChartTable } from '../../charts/chart-table.ts';
import type { TieCell } from './ties.ts';

interface Words {
  from: string;
  to: string;
  interactions: string;
  /** Whether a number may be told. */
  told: string;
  yes: string;
  no: string;
  write: (count: number) => string;
}

/** The matrix as rows, one for each pair: what is withheld is empty and says so. */
export function matrixTable(
  { departments, cells }: { departments: readonly { id: string; name: string }[]; cells: readonly TieCell[] },
  { from, to, interactions, told, yes, no, write }: Words,
): ChartTable {
  const name = (id: string) => departments.find((one) => one.id === id)?.name ?? id;
  return {
    columns: [
      { label: from },
      { label: to },
      { label: interactions, numeric: true, format: (cell) => write(Number(cell)) },
      { label: told },
    ],
    rows: cells.map((cell) => [
      name(cell.from.id),
      name(cell.to.id),
      cell.interactions,
      cell.interactions === null ? no : yes,
    ]),
  };
}
