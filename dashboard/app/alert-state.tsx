import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLinkFilters } from '../filters/use-filters.ts';
import { usePage } from './page-context.tsx';
import styles from './top-bar.module.css';

/** How many alerts fire that nobody has acknowledged, on every page: asked for each minute, with the rest of the bar. */
export function AlertState() {
  const t = useTranslations('app');
  const count = usePage().shell.alerts.length;
  const filters = useLinkFilters();
  const words = count > 0 ? t('alertsFiring', { count }) : t('alertsNone');
  return (
    <Link
      to="/alerts"
      search={filters()}
      className={styles.bell}
      data-tone={count > 0 ? 'worse' : undefined}
      title={words}
      aria-label={words}
    >
      <Bell size={16} aria-hidden />
      {count > 0 && (
        <>
          <span className={`${styles.wideOnly} number`}>{words}</span>
          <span className={`${styles.narrowOnly} number`}>{count}</span>
        </>
      )}
    </Link>
  );
}
