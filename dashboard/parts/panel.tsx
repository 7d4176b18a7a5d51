import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

export interface PanelProps {
  title: string;
  /** One sentence: what is seen here. */
  note?: ReactNode;
  /** Buttons at the end of the heading. */
  actions?: ReactNode;
  children: ReactNode;
  /** Columns of the page's grid of 12 on a wide screen; all of them by default. */
  span?: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  /** The numbers are being asked for again. */
  updating?: boolean;
}

/** A part of a page with its heading. */
export function Panel({ title, note, actions, children, span = 12, updating = false }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} data-span={span} aria-labelledby={id} aria-busy={updating}>
      <header className={styles.head}>
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {actions && <div className={`${styles.actions} unprinted`}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** The grid of a page: 12 columns on a wide screen, one on a phone. */
export const Grid = ({ children }: { children: ReactNode }) => <div className={styles.grid}>{children}</div>;
