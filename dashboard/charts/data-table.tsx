import type { ReactNode } from 'react';
import { type ChartTable, writeCell } from './chart-table.ts';
import styles from './data-table.module.css';

export interface DataTableProps {
  table: ChartTable;
  /** What it is a table of, for those who do not see the heading. */
  caption: string;
  /** Puts something else into the first cell of a row, such as a link. */
  lead?: (row: number, text: string) => ReactNode;
}

/** The rows of a chart in words and numbers. */
export function DataTable({ table, caption, lead }: DataTableProps) {
  const { columns, rows } = table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric = false }) => (
              <th key={label} scope="col" data-numeric={numeric}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are in the order of the chart and have no other name.
            <tr key={index}>
              {row.map((cell, at) => {
                const column = columns[at];
                const text = writeCell(column, cell);
                const Tag = at === 0 ? 'th' : 'td';
                return (
                  <Tag
                    key={column?.label ?? at}
                    {...(at === 0 && { scope: 'row' })}
                    data-numeric={column?.numeric ?? false}
                    className={column?.numeric ? 'number' : undefined}
                  >
                    {at === 0 && lead ? lead(index, text) : text}
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
