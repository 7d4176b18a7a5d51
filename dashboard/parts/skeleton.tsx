import { useTranslations } from 'use-intl';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** How many lines of text it stands for. */
  lines?: number;
  /** In pixels, of what will be there: nothing moves when it comes. */
  height?: number;
}

/** Holds the place of what is on its way. */
export function Skeleton({ lines = 3, height }: SkeletonProps) {
  const t = useTranslations('charts');
  return (
    <div className={styles.skeleton} style={{ blockSize: height }} aria-busy="true">
      <span className="unseen">{t('updating')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <span key={line} className={styles.line} />
      ))}
    </div>
  );
}

/** Holds the place of a page of panels: a row of figures, and larger ones below. */
export function SkeletonPage({ height }: { height: number }) {
  const t = useTranslations('charts');
  return (
    <div className={styles.page} style={{ blockSize: height }} aria-busy="true">
      <span className="unseen">{t('updating')}</span>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((panel) => (
        <span key={panel} className={styles.panel} />
      ))}
    </div>
  );
}
