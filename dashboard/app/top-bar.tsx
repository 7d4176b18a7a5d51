import { useTranslations } from 'use-intl';
import { AlertState } from './alert-state.tsx';
import { DataState } from './data-state.tsx';
import { LiveState } from './live-state.tsx';
import { Settings } from './settings.tsx';
import styles from './top-bar.module.css';

/** Whether the numbers are complete and live, and the visitor's own settings: on every page. */
export function TopBar() {
  const t = useTranslations('app');
  return (
    <header className={`${styles.bar} unprinted`}>
      <DataState />
      <AlertState />
      <LiveState />
      <span className={styles.space} />
      <button type="button" className={`${styles.quiet} ${styles.wideOnly}`} onClick={() => window.print()}>
        {t('print')}
      </button>
      <Settings />
    </header>
  );
}
