import { useTranslations } from 'use-intl';
import type { Standing } from './goal-standing.ts';
import styles from './goals.module.css';

const signs: Record<Standing, string> = {
  reached: '✓',
  onTrack: '▲',
  holds: '▲',
  behind: '▼',
  missed: '✕',
  notBegun: '○',
  unknown: '?',
};

/** How a goal stands: a sign and a word, the colour only besides. */
export function StandingPill({ standing }: { standing: Standing }) {
  const t = useTranslations('goals');
  return (
    <span className={styles.pill} data-standing={standing}>
      <span aria-hidden>{signs[standing]}</span> {t(`standing-${standing}`)}
    </span>
  );
}
