import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import styles from './matrix.module.css';
import { matrixLevel } from './matrix-level.ts';

export interface MatrixCell {
  row: string;
  column: string;
  /** Null when withheld. */
  value: number | null;
}

export interface MatrixProps {
  /** The table in one sentence. */
  label: string;
  /** Rows and columns alike, in their order. */
  members: readonly { id: string; name: string }[];
  cells: readonly MatrixCell[];
  /** What the rows are, what the columns are: `from`, `to`. */
  rowsAre: string;
  columnsAre: string;
  write: (value: number) => string;
  /** Members whose row and column stand out. */
  lit?: readonly string[];
  /** A cell in one sentence, for the pointer. */
  describe?: (cell: MatrixCell) => string;
  /** Makes the number of a cell a link. */
  link?: (cell: MatrixCell, text: string) => ReactNode;
}

/**
 * A heat map of members by members: a table with a number in each cell, darker the greater it is. What a member has with itself
 * is apart, without heat; what is withheld is hatched. Its darkest is the greatest number off the diagonal.
 */
export function Matrix({ label, members, cells, rowsAre, columnsAre, write, lit = [], describe, link }: MatrixProps) {
  const t = useTranslations('charts');
  const found = new Map(cells.map((cell) => [`${cell.row}|${cell.column}`, cell]));
  const greatest = Math.max(0, ...cells.map(({ row, column, value }) => (row === column ? 0 : (value ?? 0))));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <table className={styles.matrix}>
          <caption className="unseen">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {rowsAre} ↓ {columnsAre} →
              </th>
              {members.map(({ id, name }) => (
                <th key={id} scope="col" className={styles.column} data-lit={lit.includes(id)}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(({ id: row, name }) => (
              <tr key={row}>
                <th scope="row" className={styles.row} data-lit={lit.includes(row)}>
                  {name}
                </th>
                {members.map(({ id: column }) => {
                  const cell = found.get(`${row}|${column}`) ?? { row, column, value: null };
                  const { value } = cell;
                  const text = value === null ? t('withheld') : write(value);
                  return (
                    <td
                      key={column}
                      className={`${styles.cell} number`}
                      data-level={value === null || row === column ? undefined : matrixLevel(value, greatest)}
                      data-within={row === column}
                      data-withheld={value === null}
                      data-lit={lit.includes(row) || lit.includes(column)}
                      title={describe?.(cell)}
                    >
                      {value === null ? (
                        <span className="unseen">{text}</span>
                      ) : value > 0 && link ? (
                        link(cell, text)
                      ) : (
                        text
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MatrixLegend withheld={cells.some(({ value }) => value === null)} />
    </>
  );
}

function MatrixLegend({ withheld }: { withheld: boolean }) {
  const t = useTranslations('charts');
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      <li>
        <span>{t('few')}</span>
        {[1, 2, 3, 4, 5].map((level) => (
          <span key={level} className={styles.swatch} data-level={level} />
        ))}
        <span>{t('many')}</span>
      </li>
      <li>
        <span className={styles.swatch} data-within="true" />
        <span>{t('within')}</span>
      </li>
      {withheld && (
        <li>
          <span className={styles.swatch} data-withheld="true" />
          <span>{t('withheldSmall')}</span>
        </li>
      )}
    </ul>
  );
}
