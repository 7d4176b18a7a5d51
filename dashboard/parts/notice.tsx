import type { ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** Of the heading: 1 when it is all that the page shows. */
  level?: 1 | 2 | 3;
  tone?: 'plain' | 'worse' | 'notice';
  /** Told at once to those who do not see it. */
  urgent?: boolean;
}

/** Says plainly what is the matter, and what to do: for empty, partial, forbidden and broken states alike. */
export function Notice({ title, children, level = 2, tone = 'plain', urgent = false }: NoticeProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={styles.notice} data-tone={tone} role={urgent ? 'alert' : undefined}>
      <Heading className={styles.title}>{title}</Heading>
      {children}
    </section>
  );
}
