import { Link } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLinkFilters, useView } from '../../filters/use-filters.ts';
import styles from './alert-strip.module.css';

export interface AlertStripProps {
  /** Those that fire, the newest first; without their words while these are on the way. */
  alerts: readonly { id: string; since?: string; message?: string }[];
}

/** What cannot wait, before everything else; nothing while all is quiet. */
export function AlertStrip({ alerts }: AlertStripProps) {
  const t = useTranslations('overview');
  const { format } = useView();
  const filters = useLinkFilters();
  if (alerts.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('alerts', { count: alerts.length })}>
      <BellRing size={18} aria-hidden className={styles.icon} />
      <ul className={styles.list}>
        {alerts.slice(0, 3).map(({ id, since, message }) => (
          <li key={id}>
            {message ?? '\u00a0'}{' '}
            {since && <span className={styles.since}>{t('alertSince', { when: format.instant(since) })}</span>}
          </li>
        ))}
      </ul>
      <Link to="/alerts" search={filters()} className={styles.link}>
        {alerts.length > 3 ? t('alerts', { count: alerts.length }) : t('alertsOpen')}
      </Link>
    </section>
  );
}
